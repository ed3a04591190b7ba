-- Of which tag sets nobody vouches for the agent or the team, and what they are counted under beside what was sent: see
-- server/tags/rules.ts. Whatever came from a page before was signed by nobody.
alter table tag_set add column claimed text not null default '';
alter table tag_set add column sent_agent text not null default '';
alter table tag_set add column sent_team text not null default '';
update tag_set set sent_agent = agent, sent_team = team;
update tag_set set claimed = case when agent = '' and team = '' then '' when team = '' then 'agent' when agent = '' then 'team' else 'agent,team' end
where surface = 'widget';

-- What claimed agents are in figures about people, and who is to decide it: 'open' is a new site, which its first signature decides,
-- 'asked' one from before, whose owners are asked, 'made' is decided.
alter table site add column claimed_agents text not null default 'count';
alter table site add column claimed_decision text not null default 'open';
update site set claimed_decision = 'asked';
