-- How often a survey was shown on the pages of its site, and what became of it, by day and by the pattern of pages that the survey
-- names ('' for any other page): see server/website/asks.ts. Nothing tells who was asked, or on which page.
create table ask_day (
  survey_id text not null,
  asked_on text not null,
  page text not null,
  unanswered integer not null,
  dismissed integer not null,
  answered integer not null,
  primary key (survey_id, asked_on, page)
)/*sqlite  without rowid*/;
