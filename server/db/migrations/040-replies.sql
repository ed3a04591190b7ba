-- What a customer wrote in reply to an ask and could not be read as a rating, sealed, until a rating takes it for its comment.
alter table invitation add column reply text;
alter table invitation add column replied_at bigint;
create index invitation_by_reply on invitation (survey_id, replied_at) where replied_at is not null;
