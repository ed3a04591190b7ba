-- Which helpdesks are told of answers, of which answers and what: see server/write-back/. `parts` is JSON (server/contract/write-back.ts);
-- answers from before `since` are not written.
create table write_back (
  connector_id text primary key references connector (id) on delete cascade,
  site_id text not null,
  answers text not null,
  parts text not null,
  since bigint not null,
  updated_at bigint not null
);
create index write_back_by_site on write_back (site_id) where answers <> 'none';

-- Answers that came or were changed since it was looked at whether they are written back, in the commit that did it. A site whose
-- helpdesks are told of none has none.
create table write_back_due (
  /*sqlite place integer primary key autoincrement,*/
  /*sqlite --*/ place bigserial primary key,
  survey_id text not null,
  id text not null
);

/*sqlite
create trigger answer_for_write_back after insert on response when new.conversation is not null
  and exists (select 1 from write_back where site_id = new.site_id and answers <> 'none') begin
  insert into write_back_due (survey_id, id) values (new.survey_id, new.id);
end;
create trigger change_for_write_back after update of rating, comment, answers, state on response
when new.conversation is not null and (old.rating, old.comment, old.answers, old.state) is not (new.rating, new.comment, new.answers, new.state)
  and exists (select 1 from write_back where site_id = new.site_id and answers <> 'none') begin
  insert into write_back_due (survey_id, id) values (new.survey_id, new.id);
end;
*/
/*sqlite --*/ create function answers_for_write_back() returns trigger language plpgsql as $$ begin insert into write_back_due (survey_id, id) select survey_id, id from fresh where conversation is not null and exists (select 1 from write_back where write_back.site_id = fresh.site_id and write_back.answers <> 'none'); return null; end $$;
/*sqlite --*/ create function change_for_write_back() returns trigger language plpgsql as $$ begin insert into write_back_due (survey_id, id) select new.survey_id, new.id where exists (select 1 from write_back where write_back.site_id = new.site_id and write_back.answers <> 'none'); return null; end $$;
/*sqlite --*/ create trigger answer_for_write_back after insert on response referencing new table as fresh for each statement execute function answers_for_write_back();
/*sqlite --*/ create trigger change_for_write_back after update on response for each row when (new.conversation is not null and (old.rating, old.comment, old.answers, old.state) is distinct from (new.rating, new.comment, new.answers, new.state)) execute function change_for_write_back();

create index delivery_of_write_back on delivery (connector_id, created_at, id) where purpose = 'write-back';
-- When we opened a conversation again ourselves, because of a low rating: its next end is no other contact.
alter table conversation_seen add column reopened_by_us_at bigint;
