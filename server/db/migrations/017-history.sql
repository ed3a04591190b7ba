-- What became of an answer after it was given: edits, replacements, and other answers that took its place or gave it back. What
-- people decided about it is in the audit trail. See server/responses/history.ts.
create table response_history (
  survey_id text not null,
  response_id text not null,
  number integer not null,
  at bigint not null,
  action text not null,
  actor text not null,
  standing text not null,
  detail text not null,
  primary key (survey_id, response_id, number)
)/*sqlite  without rowid*/;

-- Answers of pages from before brought no secret: they may come once more to the letter, and be changed by nobody.
update response set secret_hash = '' where standing = 'unverified';
