-- How many answers a link takes where it is neither one nor any number; what a placement is called and where it hangs; how
-- often people opened a link for many; when its customer is to be reminded; when it was taken back.
alter table invitation add column uses integer;
alter table invitation add column name text;
alter table invitation add column place text;
alter table invitation add column openings integer not null default 0;
alter table invitation add column remind_at bigint;
alter table invitation add column revoked_at bigint;

create index response_by_invitation on response (invitation_id) where invitation_id is not null;
