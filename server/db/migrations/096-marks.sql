-- Days on which something happened that may have moved a score, as somebody has set them: see server/marks/. With `everywhere` the mark
-- stands on the trends of every survey of the site. `set_by` names whoever set it as the audit trail does.
create table mark (
  id text primary key,
  site_id text not null,
  survey_id text not null,
  everywhere boolean not null,
  day text not null,
  name text not null,
  set_by text not null,
  created_at bigint not null
);
create index mark_by_site on mark (site_id, day, id);
