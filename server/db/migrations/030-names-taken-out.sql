-- Names that a manager took out keep their row (brought_by = 'removed'), so that they do not come back the next day. They still take up
-- room of the day on which they came; the days are looked up for all of them: see server/tags/new-keys.ts.
drop index tag_key_by_day;
create index tag_key_by_day on tag_key (site_id, first_on);
