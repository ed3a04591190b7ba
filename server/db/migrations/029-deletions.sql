-- What is being deleted reads as not there from this moment on; its rows go in lots, see server/erasure/remove.ts. A survey that is
-- being deleted is in the state 'deleted'.
alter table site add column deleted_at bigint;
create index site_deleted on site (id) where deleted_at is not null;
create index survey_deleted on survey (id) where state = 'deleted';
