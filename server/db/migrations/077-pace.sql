-- How fast a connector sends, in messages a thousand seconds: as its owner says (null: as is usual for its kind), and as its vendor takes
-- them where that is less (null where it is not). `pace_was` is the pace before, `pace_at` says since when it is another, and
-- `pace_hold_ms` how long until a faster one is tried.
alter table connector add column rate integer;
alter table connector add column pace integer;
alter table connector add column pace_was integer;
alter table connector add column pace_at bigint;
alter table connector add column pace_hold_ms integer;
-- Since when nothing is sent, because the vendor refuses the key or its settings cannot be read; why, how often a single message was tried
-- since, and what its owners were told: nothing, that it is not sure yet, or all.
alter table connector add column paused_at bigint;
alter table connector add column paused_because text;
alter table connector add column paused_tries integer;
alter table connector add column paused_told text;
-- When its vendor called us last with a proof, and when it took a message last.
alter table connector add column heard_at bigint;
alter table connector add column taken_at bigint;

-- What we turned away of what came in under its address, once for each reason.
create table connector_refusal (
  connector_id text not null references connector (id) on delete cascade,
  reason text not null,
  count integer not null,
  first_at bigint not null,
  last_at bigint not null,
  primary key (connector_id, reason)
)/*sqlite  without rowid*/;

-- What is to be sent next by one connector; what did not reach the customer, by state.
create index delivery_waiting on delivery (connector_id, due_at, id) where state in ('queued', 'sending');
create index delivery_by_state on delivery (connector_id, state, created_at, id) where state not in ('sent', 'delivered');
