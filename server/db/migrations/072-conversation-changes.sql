-- Conversations are in the order of changes, too, and so is what of an answer figures are read from beside its tags: see
-- server/columns/. Nothing is drawn any more: what samples were drawn by goes.
/*sqlite
drop trigger response_changed;
create trigger response_changed after update of tag_set_id, version, rating, state, repeated, answered_on, conversation, answers on response
when (old.tag_set_id, old.version, old.rating, old.state, old.repeated, old.answered_on, old.conversation, old.answers)
  is not (new.tag_set_id, new.version, new.rating, new.state, new.repeated, new.answered_on, new.conversation, new.answers) begin
  insert into change (kind, scope, id) values ('answer', new.survey_id, new.id);
end;
create trigger conversation_added after insert on conversation begin
  insert into change (kind, scope, id) values ('conversation', new.site_id, new.id);
end;
create trigger conversation_changed after update on conversation
when (old.channel, old.agent, old.team, old.topics, old.customer_hash, old.began_at, old.opened_at, old.first_response_at, old.resolved_at, old.handle_seconds, old.hold_seconds, old.resolved_on_first_contact)
  is not (new.channel, new.agent, new.team, new.topics, new.customer_hash, new.began_at, new.opened_at, new.first_response_at, new.resolved_at, new.handle_seconds, new.hold_seconds, new.resolved_on_first_contact) begin
  insert into change (kind, scope, id) values ('conversation', new.site_id, new.id);
end;
create trigger conversation_renamed after update of id, site_id on conversation when (old.site_id, old.id) is not (new.site_id, new.id) begin
  insert into change (kind, scope, id) values ('conversation', old.site_id, old.id);
end;
create trigger conversation_removed after delete on conversation begin
  insert into change (kind, scope, id) values ('conversation', old.site_id, old.id);
end;
*/
/*sqlite --*/ create or replace function note_answers_changed() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'answer', fresh.survey_id, fresh.id from fresh join former using (survey_id, id) where (fresh.tag_set_id, fresh.version, fresh.rating, fresh.state, fresh.repeated, fresh.answered_on, fresh.conversation, fresh.answers) is distinct from (former.tag_set_id, former.version, former.rating, former.state, former.repeated, former.answered_on, former.conversation, former.answers); return null; end $$;
/*sqlite --*/ create function note_conversations_added() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'conversation', site_id, id from fresh; return null; end $$;
/*sqlite --*/ create function note_conversations_removed() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'conversation', site_id, id from former; return null; end $$;
/*sqlite --*/ create function note_conversations_changed() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'conversation', coalesce(fresh.site_id, former.site_id), coalesce(fresh.id, former.id) from fresh full join former using (site_id, id) where (fresh.channel, fresh.agent, fresh.team, fresh.topics, fresh.customer_hash, fresh.began_at, fresh.opened_at, fresh.first_response_at, fresh.resolved_at, fresh.handle_seconds, fresh.hold_seconds, fresh.resolved_on_first_contact) is distinct from (former.channel, former.agent, former.team, former.topics, former.customer_hash, former.began_at, former.opened_at, former.first_response_at, former.resolved_at, former.handle_seconds, former.hold_seconds, former.resolved_on_first_contact); return null; end $$;
/*sqlite --*/ create trigger conversation_added after insert on conversation referencing new table as fresh for each statement execute function note_conversations_added();
/*sqlite --*/ create trigger conversation_changed after update on conversation referencing old table as former new table as fresh for each statement execute function note_conversations_changed();
/*sqlite --*/ create trigger conversation_removed after delete on conversation referencing old table as former for each statement execute function note_conversations_removed();

drop index response_by_lot;
drop index response_by_tag_set;
alter table response drop column lot;
create index response_by_tag_set on response (tag_set_id, answered_at);
drop index conversation_by_lot;
drop index conversation_by_tags;
alter table conversation drop column lot;
alter table conversation drop column tags_id;
drop table conversation_tags;
drop index conversation_by_time;
create index conversation_by_time on conversation (site_id, began_at, id);
