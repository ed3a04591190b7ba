-- Lists of answers with a comment, and how many there are, are read from the index of comments alone, whatever they are narrowed by.
drop index comment_index_by_time;
create index comment_index_by_time on comment_index (survey_id, answered_at, id, rating, state, repeated, answered_on, tag_set_id, version, standing);
