-- What a site writes to its customers by. Settings are plain JSON without the secrets, which are sealed as one text.
create table connector (
  id text primary key,
  site_id text not null references site (id),
  kind text not null,
  name text not null,
  settings text not null,
  secrets text not null,
  -- Where requests go instead of to the vendor's own host.
  vendor_url text,
  -- Nothing is sent before this moment: the vendor's rate, or a pause that it asked for.
  clear_at bigint not null,
  -- The access token that the vendor gave for some hours, sealed with its end.
  access text,
  created_at bigint not null,
  updated_at bigint not null
);
create index connector_by_site on connector (site_id, created_at);

-- The outbox: one row for each message to a customer. An ask is also what a rating typed in the chat answers.
create table delivery (
  id text primary key,
  site_id text not null,
  connector_id text not null references connector (id) on delete cascade,
  invitation_id text references invitation (id),
  purpose text not null,
  -- A keyed hash of the customer's address on this connector.
  thread text not null,
  -- What thanks say, sealed; what an ask says follows from its invitation.
  content text,
  state text not null,
  attempts integer not null,
  -- How many of the requests that it takes the vendor has taken.
  steps_done integer not null,
  due_at bigint not null,
  message_id text,
  reason text,
  answer text,
  created_at bigint not null,
  sent_at bigint,
  -- When the rating that counts was pressed or typed, and until when a text is its comment.
  rated_at bigint,
  comment_until bigint
);
create index delivery_due on delivery (due_at) where state in ('queued', 'sending');
create index delivery_of_thanks on delivery (created_at) where purpose = 'thanks';
create index delivery_by_connector on delivery (connector_id, created_at);
create index delivery_by_invitation on delivery (invitation_id);
create index delivery_by_thread on delivery (connector_id, thread, created_at);
create index delivery_by_message on delivery (connector_id, message_id);

-- What vendors told us, once each, until it is dealt with and their retries are over.
create table inbound (
  connector_id text not null references connector (id) on delete cascade,
  -- A hash of the vendor's own name for it.
  dedup text not null,
  thread text not null,
  -- Sealed, and emptied when it is dealt with.
  event text not null,
  happened_at bigint not null,
  received_at bigint not null,
  -- Its place among what came in the same request.
  position integer not null,
  attempts integer not null,
  due_at bigint not null,
  processed_at bigint,
  error text,
  primary key (connector_id, dedup)
);
create index inbound_waiting on inbound (connector_id, thread, happened_at) where processed_at is null;
create index inbound_due on inbound (due_at) where processed_at is null;
create index inbound_by_thread on inbound (connector_id, thread, received_at);
create index inbound_by_age on inbound (received_at);
