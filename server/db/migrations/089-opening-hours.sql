-- When people of a site work, as server/contract/opening-hours.ts says it: {} is always open. And how soon they should reply and
-- solve, by team and topic; targets by channel were there before. Figures in opening hours are worked out of conversations
-- in memory (server/columns/business.ts), so that no row changes with the hours.
alter table site add column opening_hours text not null default '{}';
alter table site add column targets_by text not null default '{}';
