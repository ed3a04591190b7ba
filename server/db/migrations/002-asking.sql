-- What a survey asks beside its question belongs to its version; when, whom and where it asks, and how it looks, to the survey.
alter table survey_version add column parts text not null default '{}';
alter table survey add column asking text not null default '{}';
update survey set asking = case
  when auto then '{"when":{"on":"delay","seconds":' || delay_seconds || '},"again":{"days":' || again_after_days || '}}'
  else '{"when":{"on":"call"}}' end;
alter table survey drop column auto;
alter table survey drop column delay_seconds;
alter table survey drop column again_after_days;
