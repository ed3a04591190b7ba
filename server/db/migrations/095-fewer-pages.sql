-- One answer writes fewer pages. The place of a change is a plain key, without the row that SQLite keeps beside a key that counts on by
-- itself; so that no place is given twice all the same, a change that is deleted as the last one leaves a row that tells nothing. Sets of
-- tags of a channel are found by the index of agents, which begins with the site and knows the channel.
drop index tag_set_by_channel;

/*sqlite
create table change_before as select place, xid, kind, scope, id from change;
insert into change_before select max(seq), 0, 'none', '', '' from sqlite_sequence where name = 'change'
  having max(seq) > coalesce((select max(place) from change), 0);
drop table change;
create table change (
  place integer primary key,
  xid integer not null default 0,
  kind text not null,
  scope text not null,
  id text not null
);
insert into change (place, xid, kind, scope, id) select place, xid, kind, scope, id from change_before;
drop table change_before;
create trigger change_place_kept after delete on change when not exists (select 1 from change where place > old.place) begin
  insert into change (place, kind, scope, id) values (old.place + 1, 'none', '', '');
end;
*/
