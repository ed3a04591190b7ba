-- Whoever leads teams sees the answers to these teams: a JSON list of their keys.
alter table member add column teams text not null default '[]';
alter table join_link add column teams text not null default '[]';
