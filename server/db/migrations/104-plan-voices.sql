-- What those who are in a plan say to it: see server/plans/voices.ts. One row for each who said something, by the account that said it, with
-- which it goes; `agent` is whose answers that account saw then. The same of the coaching replaces what was there.
create table plan_voice (
  plan_id text not null,
  user_id text not null,
  site_id text not null,
  survey_id text not null,
  agent text not null,
  acknowledged_at bigint,
  comment text not null,
  commented_at bigint,
  coaching integer,
  coaching_words text not null,
  coaching_at bigint,
  primary key (plan_id, user_id)
);
