-- What was tried to serve customers better, for whom, when, and how it went: see server/contract/plans.ts. Lists of names, sessions and
-- actions are JSON. Topics, agents and teams keep the names that they were given; figures read them by the rules of the site.
create table plan (
  id text primary key,
  site_id text not null,
  survey_id text not null,
  kind text not null,
  name text not null,
  taught text not null,
  topics text not null,
  agents text not null,
  teams text not null,
  comparison text not null,
  owner text not null,
  coach text not null,
  chosen_from text,
  chosen_to text,
  starts text,
  ends text,
  sessions text not null,
  actions text not null,
  notes text not null,
  state text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index plan_by_survey on plan (survey_id, created_at, id);
