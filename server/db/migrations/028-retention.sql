-- After how many days a site empties what it keeps of customers, as JSON; what is not named is kept. And the day on which that was
-- done last: see server/retention/.
alter table site add column retention text not null default '{}';
alter table site add column retained_on text;
