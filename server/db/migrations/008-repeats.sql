-- Which of several answers to one conversation it is: see server/responses/repeats.ts. Answers from before stay as they were counted, until
-- their conversation has another one.
alter table response add column repeated text;
create index response_repeated on response (survey_id, answered_on) where repeated is not null;

-- The cuts by whole sets of topics, for the answers that are there. What parts the names of a key, and the topics of a set, are the
-- control characters of server/figures/cuts.ts.
insert into tally (survey_id, cut, grain, period, key, version, rating, count)
select t.survey_id, 'channel topics', 'day', t.answered_on, s.channel || '' || replace(replace(replace(replace(s.topics, '[]', ''), '["', ''), '"]', ''), '","', ''), t.version, t.rating, sum(t.count)
from tag_set_tally t join tag_set s on s.id = t.tag_set_id group by 1, 4, 5, 6, 7;
insert into tally (survey_id, cut, grain, period, key, version, rating, count)
select t.survey_id, 'channel topics', 'month', substr(t.answered_on, 1, 7), s.channel || '' || replace(replace(replace(replace(s.topics, '[]', ''), '["', ''), '"]', ''), '","', ''), t.version, t.rating, sum(t.count)
from tag_set_tally t join tag_set s on s.id = t.tag_set_id group by 1, 4, 5, 6, 7;
insert into tally (survey_id, cut, grain, period, key, version, rating, count)
select t.survey_id, 'agent channel topics', 'day', t.answered_on, s.agent || '' || s.channel || '' || replace(replace(replace(replace(s.topics, '[]', ''), '["', ''), '"]', ''), '","', ''), t.version, t.rating, sum(t.count)
from tag_set_tally t join tag_set s on s.id = t.tag_set_id group by 1, 4, 5, 6, 7;
insert into tally (survey_id, cut, grain, period, key, version, rating, count)
select t.survey_id, 'agent channel topics', 'month', substr(t.answered_on, 1, 7), s.agent || '' || s.channel || '' || replace(replace(replace(replace(s.topics, '[]', ''), '["', ''), '"]', ''), '","', ''), t.version, t.rating, sum(t.count)
from tag_set_tally t join tag_set s on s.id = t.tag_set_id group by 1, 4, 5, 6, 7;
