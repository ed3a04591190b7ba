-- Customers who are asked once more after their follow-up is closed: see server/follow-ups/second-ask.ts. After how many days is the site's
-- choice; null where nobody is asked again.
alter table follow_up_rules add column ask_again_days integer;

-- One for each follow-up at most. What is said then is kept here alone and counts in no score; `detail` holds what was written, which goes
-- with the answer.
create table second_ask (
  follow_up_id text primary key,
  site_id text not null,
  survey_id text not null,
  response_id text not null,
  state text not null,
  due_at bigint not null,
  hindrance text,
  asked_at bigint,
  delivery_id text,
  token_hash text,
  version integer,
  rating integer,
  answered_at bigint,
  detail text not null
);
create index second_ask_waiting on second_ask (due_at) where state = 'due';
create index second_ask_by_token on second_ask (token_hash) where token_hash is not null;
create index second_ask_by_answer on second_ask (survey_id, response_id);
