-- When anything last happened to an invitation, so that the funnel knows which days to count again: see server/figures/funnel-tallies.ts.
alter table invitation add column changed_at bigint not null default 0;
create index invitation_by_change on invitation (survey_id, changed_at, created_at);

-- In which zone the days of a survey's invitations were counted, and up to when every change is in those counts.
create table funnel_survey (
  survey_id text primary key,
  time_zone text not null,
  known_until bigint not null
);
-- The days and months that are counted, also where there was nothing to count.
create table funnel_period (
  survey_id text not null,
  grain text not null,
  period text not null,
  primary key (survey_id, grain, period)
);
-- How far the invitations of a period came, for the cuts of server/figures/funnel-tallies.ts. A key holds what was sent.
create table funnel_tally (
  survey_id text not null,
  cut text not null,
  grain text not null,
  period text not null,
  key text not null,
  state text not null,
  reason text not null,
  invited integer not null,
  sent integer not null,
  receipts integer not null,
  delivered integer not null,
  opened integer not null,
  started integer not null,
  completed integer not null,
  primary key (survey_id, cut, grain, period, key, state, reason)
)/*sqlite  without rowid*/;
