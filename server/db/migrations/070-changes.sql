-- Every change of an answer, and of what its tags count as, gets a place in one order, in its own commit: see server/columns/.
-- `xid` is the transaction on PostgreSQL, where a lower place may become visible after a higher one; on SQLite it is not used. No place
-- is given twice, also when the last changes are taken out.
create table change (
  /*sqlite place integer primary key autoincrement,*/
  /*sqlite --*/ place bigserial primary key,
  /*sqlite xid integer not null default 0,*/
  /*sqlite --*/ xid bigint not null default (pg_current_xact_id()::text::bigint),
  kind text not null,
  scope text not null,
  id text not null
);
/*sqlite --*/ create index change_by_xid on change (xid, place);

-- What comes before the floor (a place, on PostgreSQL a transaction) may have been trimmed away. Without a row nothing was.
create table change_floor (floor bigint not null);

/*sqlite
create trigger response_added after insert on response begin
  insert into change (kind, scope, id) values ('answer', new.survey_id, new.id);
end;
create trigger response_changed after update of tag_set_id, version, rating, state, repeated, answered_on on response
when (old.tag_set_id, old.version, old.rating, old.state, old.repeated, old.answered_on)
  is not (new.tag_set_id, new.version, new.rating, new.state, new.repeated, new.answered_on) begin
  insert into change (kind, scope, id) values ('answer', new.survey_id, new.id);
end;
create trigger response_removed after delete on response begin
  insert into change (kind, scope, id) values ('answer', old.survey_id, old.id);
end;
create trigger tag_set_changed after update on tag_set begin
  insert into change (kind, scope, id) values ('tags', new.site_id, new.id);
end;
create trigger tag_set_topic_added after insert on tag_set_topic begin
  insert into change (kind, scope, id) values ('tags', '', new.tag_set_id);
end;
create trigger tag_set_topic_removed after delete on tag_set_topic begin
  insert into change (kind, scope, id) values ('tags', '', old.tag_set_id);
end;
*/
/*sqlite --*/ create function note_answers_added() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'answer', survey_id, id from fresh; return null; end $$;
/*sqlite --*/ create function note_answers_removed() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'answer', survey_id, id from former; return null; end $$;
/*sqlite --*/ create function note_answers_changed() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'answer', fresh.survey_id, fresh.id from fresh join former using (survey_id, id) where (fresh.tag_set_id, fresh.version, fresh.rating, fresh.state, fresh.repeated, fresh.answered_on) is distinct from (former.tag_set_id, former.version, former.rating, former.state, former.repeated, former.answered_on); return null; end $$;
/*sqlite --*/ create function note_tags_changed() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'tags', site_id, id from fresh; return null; end $$;
/*sqlite --*/ create function note_topics_added() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select distinct 'tags', '', tag_set_id from fresh; return null; end $$;
/*sqlite --*/ create function note_topics_removed() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select distinct 'tags', '', tag_set_id from former; return null; end $$;
/*sqlite --*/ create trigger response_added after insert on response referencing new table as fresh for each statement execute function note_answers_added();
/*sqlite --*/ create trigger response_changed after update on response referencing old table as former new table as fresh for each statement execute function note_answers_changed();
/*sqlite --*/ create trigger response_removed after delete on response referencing old table as former for each statement execute function note_answers_removed();
/*sqlite --*/ create trigger tag_set_changed after update on tag_set referencing new table as fresh for each statement execute function note_tags_changed();
/*sqlite --*/ create trigger tag_set_topic_added after insert on tag_set_topic referencing new table as fresh for each statement execute function note_topics_added();
/*sqlite --*/ create trigger tag_set_topic_removed after delete on tag_set_topic referencing old table as former for each statement execute function note_topics_removed();
