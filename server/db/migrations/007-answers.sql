-- Which of the tags that were sent count as another one, or also under another one: see server/tags/rules.ts.
alter table site add column tag_rules text not null default '{}';
-- Where a conversation can be read, “{conversation}” standing for its id.
alter table site add column conversation_url text;

-- What a tag set counts as stands in "channel" and in tag_set_topic; what was sent stays here and in "topics".
alter table tag_set add column sent_channel text not null default '';
update tag_set set sent_channel = channel;

-- What a manager calls a tag, beside what was first sent for it.
alter table label add column given text;

-- Searching comments passes over the answers without one.
create index response_with_comment on response (survey_id, answered_at, id) where comment is not null;
create index audit_by_subject on audit (site_id, subject, at);
