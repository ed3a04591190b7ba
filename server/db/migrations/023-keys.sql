-- A key may end by itself, says when it was last used, to the hour, and dies with the key that made it.
alter table api_key add column expires_at bigint;
alter table api_key add column last_used_at bigint;
alter table api_key add column made_by text;
update api_key set made_by = (select min(actor) from audit where audit.subject = api_key.id and audit.action = 'key-created');
create index api_key_by_maker on api_key (made_by);
alter table join_link add column made_by text;
