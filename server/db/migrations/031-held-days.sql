-- On which days answers of a survey were held back, because a network went beyond its budget or a burst began: see
-- server/responses/held.ts. Whether the owners of the site were mailed about it.
create table held_day (
  site_id text not null,
  survey_id text not null,
  held_on text not null,
  first_at bigint not null,
  told integer not null,
  primary key (site_id, held_on, survey_id)
)/*sqlite  without rowid*/;
