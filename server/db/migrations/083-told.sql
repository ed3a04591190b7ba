-- What processes tell each other where LISTEN does not work, behind a pooler: see server/db/listening.ts. A row without words says that
-- somebody reads here. All of it goes after a minute. SQLite has one process, which needs none of it.
/*sqlite --*/ create table told (place bigserial primary key, at timestamptz not null default clock_timestamp(), message text not null);
/*sqlite --*/ create index told_reader on told (at) where message = '';
