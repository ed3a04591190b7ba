-- What all processes together let through of one sender in one span of time: see server/limits/limit.ts.
create table limit_share (
  key text primary key,
  span bigint not null,
  taken integer not null
);

-- Which network an answer came from, by a keyed hash, and whether a hand was seen on it: see server/responses/stuffing.ts. Null
-- where it came from no page. What a review of many changed is kept with each, so that it can be undone.
alter table response add column network text;
alter table response add column touched boolean;
alter table response add column review text;
create index response_by_network on response (survey_id, network, answered_on) where network is not null;
create index response_suspect on response (survey_id, answered_on) where state = 'suspect';
create index response_by_review on response (survey_id, review) where review is not null;

-- How many answers of pages a network gave to a survey on a day that count, how many came without a hand on them, how many wait
-- because they were beyond its budget, and which ratings wait because they came in a burst. The network '' stands for all of them.
create table network_day (
  survey_id text not null,
  answered_on text not null,
  network text not null,
  answers integer not null,
  bare integer not null,
  held integer not null,
  checked integer not null,
  ratings text not null,
  primary key (survey_id, answered_on, network)
)/*sqlite  without rowid*/;
