-- Pages of which origins wanted to send answers to a site that does not allow them: see server/sites/refused-origins.ts. Rows go two
-- weeks after they were refused last.
create table refused_origin (
  site_id text not null,
  origin text not null,
  refused_at bigint not null,
  primary key (site_id, origin)
)/*sqlite  without rowid*/;
