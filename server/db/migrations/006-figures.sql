-- How soon each channel should reply and resolve: see targetsOf in server/sites/sites.ts.
alter table site add column targets text not null default '{}';

-- Which of 1,024 lots a conversation was drawn into, with all others of its customer: see server/figures/conversation-sample.ts.
-- Conversations from before are drawn by when they were last changed, which is as good as chance.
alter table conversation add column lot integer not null default 0;
update conversation set lot = updated_at % 1024;
create index conversation_by_time on conversation (site_id, (coalesce(opened_at, first_response_at, resolved_at, updated_at)));
create index conversation_by_lot on conversation (site_id, lot, (coalesce(opened_at, first_response_at, resolved_at, updated_at)));
