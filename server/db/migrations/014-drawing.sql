-- What conversations are filtered by stands once for all that are alike, and whatever is drawn from is found by it: see
-- server/figures/draw.ts.
create table conversation_tags (
  id text primary key,
  site_id text not null references site (id),
  channel text not null,
  agent text not null,
  team text not null,
  topics text not null
);
create index conversation_tags_by_agent on conversation_tags (site_id, agent, channel);
create index conversation_tags_by_channel on conversation_tags (site_id, channel, team);
insert into conversation_tags (id, site_id, channel, agent, team, topics)
select site_id || ' like ' || min(id), site_id, coalesce(channel, ''), coalesce(agent, ''), coalesce(team, ''), coalesce(topics, '[]') from conversation group by site_id, 3, 4, 5, 6;
drop index conversation_by_time;
drop index conversation_by_lot;
drop index conversation_by_customer;
alter table conversation add column tags_id text not null default '';
alter table conversation add column began_at bigint not null default 0;
update conversation set tags_id = tags.id, began_at = coalesce(opened_at, first_response_at, resolved_at, updated_at) from conversation_tags tags
where tags.site_id = conversation.site_id and tags.agent = coalesce(conversation.agent, '') and tags.channel = coalesce(conversation.channel, '')
  and tags.team = coalesce(conversation.team, '') and tags.topics = coalesce(conversation.topics, '[]');
create index conversation_by_time on conversation (site_id, began_at);
create index conversation_by_lot on conversation (site_id, lot, began_at, tags_id);
create index conversation_by_tags on conversation (tags_id, began_at, lot);
-- Whether a customer came back is asked of all their conversations.
create index conversation_by_customer on conversation (customer, began_at, site_id, id) where customer is not null;

-- Answers from before are drawn by their turn, scattered: neighbours in time are not neighbours in the draw.
drop index response_by_tag_set;
drop index response_with_comment;
drop index response_repeated;
alter table response add column lot integer not null default 0;
update response set lot = turn.place * 633 % 1024 from (select survey_id, id, row_number() over (partition by survey_id order by answered_at, id) as place from response) turn
where turn.survey_id = response.survey_id and turn.id = response.id;
create index response_by_lot on response (survey_id, lot, answered_at, tag_set_id) where conversation is not null;
create index response_by_tag_set on response (tag_set_id, answered_at, lot);

-- The latest comments, and the latest answers to further questions, by time and by what they are about. What is found by tags is
-- told apart without a look at the answers: only those that count are in there.
create index response_with_comment on response (survey_id, answered_at, id, tag_set_id) where comment is not null;
create index response_with_answers on response (survey_id, answered_at, id, tag_set_id) where answers is not null;
create index response_with_comment_by_tag_set on response (tag_set_id, answered_at, survey_id, id)
where comment is not null and state = 'counted' and (repeated is null or repeated = 'latest');
create index response_with_answers_by_tag_set on response (tag_set_id, answered_at, survey_id, id)
where answers is not null and state = 'counted' and (repeated is null or repeated = 'latest');

-- Repeated answers are counted from the index alone: see server/figures/repeat-reader.ts.
create index response_repeated on response (survey_id, answered_on, repeated, tag_set_id, version, rating, state) where repeated is not null;
