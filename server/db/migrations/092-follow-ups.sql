-- Unhappy customers who are to hear back: see server/follow-ups/. The rules of a site are one JSON document, in the order in which they
-- are tried (server/contract/follow-ups.ts).
create table follow_up_rules (
  site_id text primary key,
  rules text not null,
  escalate_to text,
  updated_at bigint not null
);

-- One for each answer at most. `owner` and `escalated_to` are people; `detail` holds what somebody wrote, which goes with the answer.
create table follow_up (
  id text primary key,
  site_id text not null,
  survey_id text not null,
  response_id text not null,
  rule_id text not null,
  state text not null,
  owner text,
  nature text,
  severity text,
  ended text,
  opened_at bigint not null,
  due_at bigint not null,
  overdue_at bigint,
  escalated_to text,
  closed_at bigint,
  updated_at bigint not null,
  detail text not null
);
create unique index follow_up_of_answer on follow_up (survey_id, response_id);
create index follow_up_by_due on follow_up (site_id, due_at, id);
create index follow_up_by_opened on follow_up (site_id, opened_at);
create index follow_up_by_closed on follow_up (site_id, closed_at);
create index follow_up_running_out on follow_up (due_at) where state <> 'closed' and overdue_at is null;

create table follow_up_event (
  follow_up_id text not null,
  number integer not null,
  site_id text not null,
  survey_id text not null,
  response_id text not null,
  at bigint not null,
  actor text not null,
  action text not null,
  detail text not null,
  primary key (follow_up_id, number)
);

-- Answers that came or were changed since they were looked at by the rules, in the commit that did it. A site without rules has none.
create table follow_up_due (
  /*sqlite place integer primary key autoincrement,*/
  /*sqlite --*/ place bigserial primary key,
  survey_id text not null,
  id text not null
);

/*sqlite
create trigger answer_for_follow_up after insert on response when exists (select 1 from follow_up_rules where site_id = new.site_id) begin
  insert into follow_up_due (survey_id, id) values (new.survey_id, new.id);
end;
create trigger change_for_follow_up after update of rating, comment, answers, state, tag_set_id, erased_at on response
when (old.rating, old.comment, old.answers, old.state, old.tag_set_id, old.erased_at)
  is not (new.rating, new.comment, new.answers, new.state, new.tag_set_id, new.erased_at)
  and exists (select 1 from follow_up_rules where site_id = new.site_id) begin
  insert into follow_up_due (survey_id, id) values (new.survey_id, new.id);
end;
*/
/*sqlite --*/ create function answers_for_follow_up() returns trigger language plpgsql as $$ begin insert into follow_up_due (survey_id, id) select survey_id, id from fresh where exists (select 1 from follow_up_rules where follow_up_rules.site_id = fresh.site_id); return null; end $$;
/*sqlite --*/ create function change_for_follow_up() returns trigger language plpgsql as $$ begin insert into follow_up_due (survey_id, id) select new.survey_id, new.id where exists (select 1 from follow_up_rules where follow_up_rules.site_id = new.site_id); return null; end $$;
/*sqlite --*/ create trigger answer_for_follow_up after insert on response referencing new table as fresh for each statement execute function answers_for_follow_up();
/*sqlite --*/ create trigger change_for_follow_up after update on response for each row when ((old.rating, old.comment, old.answers, old.state, old.tag_set_id, old.erased_at) is distinct from (new.rating, new.comment, new.answers, new.state, new.tag_set_id, new.erased_at)) execute function change_for_follow_up();
