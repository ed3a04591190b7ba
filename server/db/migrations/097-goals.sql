-- A score that a survey, or a team of it, is to have on a day: see server/goals/. Whether it was reached is worked out anew each time.
create table goal (
  id text primary key,
  site_id text not null,
  survey_id text not null,
  team text not null,
  -- In hundredths of the unit of the score.
  hundredths integer not null,
  due text not null,
  set_on text not null,
  set_by text not null,
  created_at bigint not null
);
create index goal_by_survey on goal (survey_id, due, id);
