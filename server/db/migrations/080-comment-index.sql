-- What comments are searched by: see server/search/. A row for each answer with a comment, made after the commit of the answer. It has
-- the words of the comment, folded, and what lists are narrowed by, so that a search need not look at the answers.
create table comment_index (
  /*sqlite number integer primary key autoincrement,*/
  /*sqlite --*/ number bigserial primary key,
  survey_id text not null,
  id text not null,
  answered_at bigint not null,
  answered_on text not null,
  tag_set_id text not null,
  version integer not null,
  rating integer not null,
  state text not null,
  repeated text,
  standing text not null,
  /*sqlite words text not null*/
  /*sqlite --*/ words tsvector not null
);
create unique index comment_index_by_answer on comment_index (survey_id, id);
create index comment_index_by_time on comment_index (survey_id, answered_at, id);
/*sqlite --*/ create index comment_index_by_words on comment_index using gin (words) with (fastupdate = off);

-- Answers whose comments are to be brought in; and surveys of before whose comments are, from the latest down to where it says.
create table comment_due (
  /*sqlite place integer primary key autoincrement,*/
  /*sqlite --*/ place bigserial primary key,
  survey_id text not null,
  id text not null
);
create table comment_fill (
  survey_id text primary key,
  answered_at bigint,
  id text
);
insert into comment_fill (survey_id) select id from survey;

/*sqlite
-- Words come folded and parted by spaces, and none holds an ASCII character but letters and digits: so this leaves them as they are.
create virtual table comment_words using fts5 (words, content = 'comment_index', content_rowid = 'number', detail = none, columnsize = 0, tokenize = 'ascii');
create trigger comment_index_added after insert on comment_index begin
  insert into comment_words (rowid, words) values (new.number, new.words);
end;
create trigger comment_index_removed after delete on comment_index begin
  insert into comment_words (comment_words, rowid, words) values ('delete', old.number, old.words);
end;

create trigger comment_given after insert on response when new.comment is not null begin
  insert into comment_due (survey_id, id) values (new.survey_id, new.id);
end;
create trigger comment_changed after update of id, comment on response when old.comment is not new.comment or old.id <> new.id begin
  delete from comment_index where survey_id = old.survey_id and id = old.id;
  delete from comment_due where new.id <> old.id and survey_id = old.survey_id and id = old.id;
  insert into comment_due (survey_id, id) select new.survey_id, new.id where new.comment is not null;
end;
create trigger commented_changed after update of answered_at, answered_on, tag_set_id, version, rating, state, repeated, standing on response
when new.comment is not null and (old.answered_at, old.answered_on, old.tag_set_id, old.version, old.rating, old.state, old.repeated, old.standing)
  is not (new.answered_at, new.answered_on, new.tag_set_id, new.version, new.rating, new.state, new.repeated, new.standing) begin
  update comment_index set answered_at = new.answered_at, answered_on = new.answered_on, tag_set_id = new.tag_set_id, version = new.version,
    rating = new.rating, state = new.state, repeated = new.repeated, standing = new.standing
  where survey_id = new.survey_id and id = new.id;
end;
create trigger comment_removed after delete on response when old.comment is not null begin
  delete from comment_index where survey_id = old.survey_id and id = old.id;
end;
*/
/*sqlite --*/ create function note_comment() returns trigger language plpgsql as $$ begin insert into comment_due (survey_id, id) values (new.survey_id, new.id); return null; end $$;
/*sqlite --*/ create function change_comment() returns trigger language plpgsql as $$ begin delete from comment_index where survey_id = old.survey_id and id = old.id; if new.id <> old.id then delete from comment_due where survey_id = old.survey_id and id = old.id; end if; if new.comment is not null then insert into comment_due (survey_id, id) values (new.survey_id, new.id); end if; return null; end $$;
/*sqlite --*/ create function change_commented() returns trigger language plpgsql as $$ begin update comment_index set answered_at = new.answered_at, answered_on = new.answered_on, tag_set_id = new.tag_set_id, version = new.version, rating = new.rating, state = new.state, repeated = new.repeated, standing = new.standing where survey_id = new.survey_id and id = new.id; return null; end $$;
/*sqlite --*/ create function remove_comment() returns trigger language plpgsql as $$ begin delete from comment_index where survey_id = old.survey_id and id = old.id; return null; end $$;
/*sqlite --*/ create trigger comment_given after insert on response for each row when (new.comment is not null) execute function note_comment();
/*sqlite --*/ create trigger comment_changed after update on response for each row when (old.comment is distinct from new.comment or old.id <> new.id) execute function change_comment();
/*sqlite --*/ create trigger commented_changed after update on response for each row when (new.comment is not null and (old.answered_at, old.answered_on, old.tag_set_id, old.version, old.rating, old.state, old.repeated, old.standing) is distinct from (new.answered_at, new.answered_on, new.tag_set_id, new.version, new.rating, new.state, new.repeated, new.standing)) execute function change_commented();
/*sqlite --*/ create trigger comment_removed after delete on response for each row when (old.comment is not null) execute function remove_comment();

-- Lists of answers that do not count are asked for one state at a time.
create index response_by_state on response (survey_id, state, answered_at, id) where state <> 'counted';
