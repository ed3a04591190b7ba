-- Which keys of topics, agents and teams a site has, and which of them pages brought, as these may bring only so many a day. What is
-- beyond counts as “~rest”, until a manager accepts it: see server/tags/new-keys.ts. A set of tags says which of its keys do.
alter table site add column new_keys_per_day integer not null default 50;
alter table tag_set add column rest text not null default '';
create index tag_set_rest on tag_set (site_id) where rest <> '';
create table tag_key (
  site_id text not null,
  dimension text not null,
  key text not null,
  first_on text not null,
  brought_by text not null,
  primary key (site_id, dimension, key)
)/*sqlite  without rowid*/;
create index tag_key_by_day on tag_key (site_id, first_on) where brought_by = 'page';
insert into tag_key select distinct site_id, 'agent', sent_agent, '', 'before' from tag_set where sent_agent <> '';
insert into tag_key select distinct site_id, 'team', sent_team, '', 'before' from tag_set where sent_team <> '';
/*sqlite --*/ insert into tag_key select distinct site_id, 'topic', topic, '', 'before' from tag_set, json_array_elements_text(topics::json) as each(topic);
/*sqlite insert into tag_key select distinct site_id, 'topic', value, '', 'before' from tag_set, json_each(topics);*/
