-- Both engines run this file as it is. What stands in /*sqlite …*/ is a comment to PostgreSQL and SQL to SQLite.

create table site (
  id text primary key,
  key text not null unique,
  name text not null,
  origins text not null,
  time_zone text not null,
  locale text not null,
  secret text not null,
  created_at bigint not null
);

create table survey (
  id text primary key,
  site_id text not null references site (id),
  name text not null,
  state text not null,
  version integer not null,
  auto boolean not null,
  delay_seconds integer not null,
  again_after_days integer not null,
  edit_window_hours integer not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index survey_by_site on survey (site_id, created_at);

-- What an answer meant: rows are only ever added, so that a later edit of a survey changes no past figure.
create table survey_version (
  survey_id text not null references survey (id),
  version integer not null,
  metric text not null,
  scale_min integer not null,
  scale_max integer not null,
  satisfied_from integer not null,
  direction text not null,
  style text not null,
  question text not null,
  created_at bigint not null,
  primary key (survey_id, version)
);

-- One row for each combination of tags that was ever seen; its id is a hash of the combination.
create table tag_set (
  id text primary key,
  site_id text not null references site (id),
  channel text not null,
  topics text not null,
  agent text not null,
  team text not null,
  locale text not null,
  surface text not null
);
create index tag_set_by_agent on tag_set (site_id, agent, channel);
create index tag_set_by_channel on tag_set (site_id, channel, team);

create table tag_set_topic (
  tag_set_id text not null references tag_set (id),
  topic text not null,
  primary key (topic, tag_set_id)
)/*sqlite  without rowid*/;
create index tag_set_topic_by_set on tag_set_topic (tag_set_id);

-- What was first sent for a slug, so that a page can say "Billing Question" for billing-question.
create table label (
  site_id text not null references site (id),
  dimension text not null,
  key text not null,
  label text not null,
  primary key (site_id, dimension, key)
)/*sqlite  without rowid*/;

create table response (
  survey_id text not null references survey (id),
  id text not null,
  site_id text not null,
  version integer not null,
  tag_set_id text not null references tag_set (id),
  rating integer not null,
  comment text,
  answers text,
  customer text,
  conversation text,
  invitation_id text,
  delivery text,
  page_url text,
  state text not null,
  state_reason text,
  answered_at bigint not null,
  answered_on text not null,
  received_at bigint not null,
  edited_at bigint,
  primary key (survey_id, id)
);
create index response_by_time on response (survey_id, answered_at, id);
create index response_by_tag_set on response (tag_set_id, answered_at);
create index response_by_conversation on response (site_id, conversation);
create index response_by_customer on response (site_id, customer);

-- How many chose each rating, by day and by month, for the cuts that the dashboard reads (server/figures/cuts.ts).
create table tally (
  survey_id text not null,
  cut text not null,
  grain text not null,
  period text not null,
  key text not null,
  version integer not null,
  rating integer not null,
  count integer not null,
  primary key (survey_id, cut, grain, period, key, version, rating)
)/*sqlite  without rowid*/;

-- The same by day for each combination of tags: what any other combination of filters is answered from.
create table tag_set_tally (
  survey_id text not null,
  tag_set_id text not null,
  answered_on text not null,
  version integer not null,
  rating integer not null,
  count integer not null,
  primary key (survey_id, tag_set_id, answered_on, version, rating)
)/*sqlite  without rowid*/;

create table invitation (
  id text primary key,
  site_id text not null references site (id),
  survey_id text not null references survey (id),
  token_hash text unique,
  external_id text,
  channel text not null,
  delivery text,
  topics text not null,
  agent text not null,
  team text not null,
  conversation text,
  customer text,
  address text,
  locale text not null,
  state text not null,
  state_reason text,
  reusable boolean not null,
  test boolean not null,
  created_at bigint not null,
  expires_at bigint,
  sent_at bigint,
  opened_at bigint,
  answered_at bigint
);
create index invitation_by_survey on invitation (survey_id, created_at);
create unique index invitation_by_external_id on invitation (survey_id, external_id);
create index invitation_by_customer on invitation (site_id, customer);

create table conversation (
  site_id text not null references site (id),
  id text not null,
  channel text,
  agent text,
  team text,
  topics text,
  customer text,
  opened_at bigint,
  first_response_at bigint,
  resolved_at bigint,
  handle_seconds integer,
  hold_seconds integer,
  contacts integer,
  resolved_on_first_contact boolean,
  updated_at bigint not null,
  primary key (site_id, id)
);

create table import_run (
  id text primary key,
  site_id text not null references site (id),
  survey_id text not null references survey (id),
  file_name text not null,
  state text not null,
  report text not null,
  created_at bigint not null,
  finished_at bigint
);
create index import_run_by_site on import_run (site_id, created_at);

create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  is_operator boolean not null,
  created_at bigint not null,
  updated_at bigint not null
);

create table auth_session (
  id text primary key,
  expires_at bigint not null,
  token text not null unique,
  created_at bigint not null,
  updated_at bigint not null,
  ip_address text,
  user_agent text,
  user_id text not null references auth_user (id) on delete cascade
);
create index auth_session_by_user on auth_session (user_id);

create table auth_account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth_user (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at bigint,
  refresh_token_expires_at bigint,
  scope text,
  password text,
  created_at bigint not null,
  updated_at bigint not null
);
create index auth_account_by_user on auth_account (user_id);

-- How often somebody tried a password lately; the key is a keyed hash of what was tried from where.
create table attempt (
  key text primary key,
  count integer not null,
  since bigint not null
);

create table member (
  site_id text not null references site (id),
  user_id text not null references auth_user (id) on delete cascade,
  role text not null,
  agent text,
  created_at bigint not null,
  primary key (site_id, user_id)
);
create index member_by_user on member (user_id);

-- Who was asked to join a site and has not opened the link yet; asking again replaces the link.
create table join_link (
  id text primary key,
  site_id text not null references site (id),
  token_hash text not null unique,
  email text not null,
  name text not null,
  role text not null,
  agent text,
  created_at bigint not null,
  expires_at bigint not null,
  unique (site_id, email)
);

create table api_key (
  id text primary key,
  site_id text not null references site (id),
  name text not null,
  scopes text not null,
  hash text not null unique,
  created_at bigint not null,
  revoked_at bigint
);
create index api_key_by_site on api_key (site_id, created_at);

create table audit (
  id text primary key,
  site_id text not null references site (id),
  actor text not null,
  action text not null,
  subject text not null,
  detail text not null,
  at bigint not null
);
create index audit_by_site on audit (site_id, at);
