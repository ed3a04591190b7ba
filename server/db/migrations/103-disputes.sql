-- Ratings that somebody holds to be no measure of the agent: see server/disputes/. `agent` is as it was sent with the answer, `detail` holds
-- what was written, which goes with the answer.
create table dispute (
  id text primary key,
  site_id text not null,
  survey_id text not null,
  response_id text not null,
  agent text not null,
  cause text not null,
  state text not null,
  raised_by text not null,
  raised_at bigint not null,
  decided_by text,
  decided_at bigint,
  detail text not null
);
create unique index dispute_open on dispute (survey_id, response_id) where state = 'open';
create index dispute_by_answer on dispute (survey_id, response_id);
create index dispute_by_time on dispute (site_id, raised_at, id);
