-- Who handled it: 'person', 'bot' or 'bot-then-person', and which bot; empty where nobody knows. Of a set of tags as it was said, and as
-- it counts by the rules of the site: answers of agents that are among the site's bots, and of which nobody says who handled them, were
-- handled by a bot.
alter table tag_set add column handler text not null default '';
alter table tag_set add column bot text not null default '';
alter table tag_set add column sent_handler text not null default '';
alter table tag_set add column sent_bot text not null default '';
alter table invitation add column handled_by text not null default '';
alter table invitation add column bot text not null default '';
alter table conversation add column handled_by text;
alter table conversation add column bot text;
alter table conversation_seen add column handled_by text;
alter table conversation_seen add column bot text;
alter table site add column bots text not null default '[]';
