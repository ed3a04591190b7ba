-- What a site declares that its answers differ in, such as country and plan, as JSON; and what answers, invitations and conversations have
-- of it, as JSON by key, null where nothing was said: see server/attributes/. A value stays when its declaration goes.
alter table site add column attributes text not null default '[]';
alter table response add column attributes text;
alter table invitation add column attributes text;
alter table conversation add column attributes text;
/*sqlite
drop trigger response_changed;
create trigger response_changed after update of tag_set_id, version, rating, state, repeated, answered_on, conversation, answers, comment, attributes on response
when (old.tag_set_id, old.version, old.rating, old.state, old.repeated, old.answered_on, old.conversation, old.answers, old.comment is null, old.attributes)
  is not (new.tag_set_id, new.version, new.rating, new.state, new.repeated, new.answered_on, new.conversation, new.answers, new.comment is null, new.attributes) begin
  insert into change (kind, scope, id) values ('answer', new.survey_id, new.id);
end;
*/
/*sqlite --*/ create or replace function note_answers_changed() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'answer', fresh.survey_id, fresh.id from fresh join former using (survey_id, id) where (fresh.tag_set_id, fresh.version, fresh.rating, fresh.state, fresh.repeated, fresh.answered_on, fresh.conversation, fresh.answers, fresh.comment is null, fresh.attributes) is distinct from (former.tag_set_id, former.version, former.rating, former.state, former.repeated, former.answered_on, former.conversation, former.answers, former.comment is null, former.attributes); return null; end $$;
