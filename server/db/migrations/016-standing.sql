-- Who vouches for an answer, and what a page merely claimed of it: see server/responses/standing.ts. An answer that came from a
-- page or a placement before is unverified, all that it says of people is a claim; every other one is vouched for.
alter table response add column standing text not null default 'vouched';
alter table response add column claimed text;
-- The hash of what a page needs to change its answer; null where it may not.
alter table response add column secret_hash text;
-- Names what a signature covered where that is no conversation: answers with one name count once.
alter table response add column signed_as text;
-- When a person decided the state of the answer, which nothing changes by itself afterwards.
alter table response add column reviewed_at bigint;

update response set standing = 'unverified' where tag_set_id in (select id from tag_set where surface = 'widget');
update response set standing = 'unverified' where invitation_id in (select id from invitation where reusable = true);
update response set claimed = nullif(substr(
  (select case when s.agent = '' then '' else ',agent' end from tag_set s where s.id = response.tag_set_id)
  || case when conversation is null then '' else ',conversation' end
  || case when customer is null then '' else ',customer' end
  || (select case when s.team = '' then '' else ',team' end from tag_set s where s.id = response.tag_set_id), 2), '')
where tag_set_id in (select id from tag_set where surface = 'widget');
update response set reviewed_at = (
  select max(a.at) from audit a where a.site_id = response.site_id and a.action = 'response-state-changed' and a.subject = response.survey_id || '/' || response.id
) where state_reason is not null;

create index response_signed_as on response (signed_as) where signed_as is not null;
-- What may give way to a vouched answer, or come back after it: few, and looked for by survey.
create index response_unverified on response (survey_id, conversation) where standing = 'unverified' and conversation is not null;
