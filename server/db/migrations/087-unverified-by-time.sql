-- Lists of what nobody vouches for are asked for by themselves, and counted: few among many vouched answers.
create index response_unverified_by_time on response (survey_id, answered_at, id, answered_on, state, repeated)
  where standing = 'unverified';
