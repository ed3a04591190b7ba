-- Whom to tell of what, and where: see server/alerts/. `kinds` and `quiet` are JSON; `member` is a person for mails, `url` is sealed and is
-- that of a chat. Scores are looked at once for each day of the site: `checked_on` is the last day that they were looked at on.
create table alert (
  id text primary key,
  site_id text not null,
  survey_id text,
  kinds text not null,
  target text not null,
  member text,
  url text,
  trusted_by text,
  language text not null,
  quiet text,
  checked_on text not null,
  created_by text not null,
  created_at bigint not null
);
create index alert_by_site on alert (site_id, created_at, id);

-- What an alert tells. `about` names what happened, so that nothing is told twice.
create table alert_message (
  alert_id text not null,
  about text not null,
  detail text not null,
  state text not null,
  tries integer not null,
  next_at bigint not null,
  said text,
  at bigint not null,
  primary key (alert_id, about)
);
create index alert_message_to_send on alert_message (next_at) where state = 'queued';
