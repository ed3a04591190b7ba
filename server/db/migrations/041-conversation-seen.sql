-- What a helpdesk said of a conversation before its end, so that an end without agent, team or topics can be completed, and when it
-- was last opened again. Rows go when nothing was heard of the conversation for half a year.
create table conversation_seen (
  site_id text not null,
  id text not null,
  agent text,
  team text,
  topics text,
  seen_at bigint not null,
  reopened_at bigint,
  primary key (site_id, id)
);
create index conversation_seen_by_age on conversation_seen (seen_at);
