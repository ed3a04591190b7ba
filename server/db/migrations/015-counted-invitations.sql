-- An invitation says what it is counted as in the funnel, and by changed_at above 0 that it is to be counted anew: see
-- server/figures/funnel-tallies.ts. After this script every invitation is counted once, in the background.
alter table invitation add column counted_as text;

-- The combinations of tags that invitations were sent with: what is asked for by more than two dimensions is read by them.
create table invitation_tag_set (
  id text primary key,
  site_id text not null,
  channel text not null,
  topics text not null,
  agent text not null,
  team text not null,
  locale text not null,
  delivery text not null
);
create index invitation_tag_set_by_agent on invitation_tag_set (site_id, agent, channel);
create table funnel_tag_tally (
  survey_id text not null,
  tag_set_id text not null,
  grain text not null,
  period text not null,
  state text not null,
  reason text not null,
  invited integer not null,
  sent integer not null,
  receipts integer not null,
  delivered integer not null,
  opened integer not null,
  started integer not null,
  completed integer not null,
  primary key (survey_id, tag_set_id, grain, period, state, reason)
)/*sqlite  without rowid*/;

delete from funnel_tally;
drop table funnel_period;
drop table funnel_survey;
-- In which zone the days of a survey's invitations are counted, and for the how manieth time all of them are.
create table funnel_survey (
  survey_id text primary key,
  time_zone text not null,
  round integer not null
);

-- The answers of each combination of tags by month as well, so that a year of them is read from twelve months.
create table tag_set_month_tally (
  survey_id text not null,
  tag_set_id text not null,
  answered_in text not null,
  version integer not null,
  rating integer not null,
  count integer not null,
  primary key (survey_id, tag_set_id, answered_in, version, rating)
)/*sqlite  without rowid*/;
insert into tag_set_month_tally (survey_id, tag_set_id, answered_in, version, rating, count)
select survey_id, tag_set_id, substr(answered_on, 1, 7), version, rating, sum(count) from tag_set_tally group by 1, 2, 3, 4, 5;

-- For the days at both ends of a period PostgreSQL would read every day there ever was; SQLite seeks them by tag set in any case.
/*sqlite --*/ create index tag_set_tally_by_day on tag_set_tally (survey_id, answered_on);
