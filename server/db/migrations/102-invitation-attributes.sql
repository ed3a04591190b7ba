-- The funnel is filtered and set side by side by attributes, so that one that goes from an invitation is a change, too.
/*sqlite
drop trigger invitation_changed;
create trigger invitation_changed after update on invitation
when (old.channel, old.delivery, old.topics, old.agent, old.team, old.locale, old.attributes, old.state, old.state_reason, old.reusable, old.test, old.created_at, old.sent_at, old.delivered_at, old.opened_at, old.started_at, old.answered_at)
  is not (new.channel, new.delivery, new.topics, new.agent, new.team, new.locale, new.attributes, new.state, new.state_reason, new.reusable, new.test, new.created_at, new.sent_at, new.delivered_at, new.opened_at, new.started_at, new.answered_at) begin
  insert into change (kind, scope, id) values ('invitation', new.survey_id, new.id);
end;
*/
/*sqlite --*/ create or replace function note_invitations_changed() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'invitation', fresh.survey_id, fresh.id from fresh join former using (id) where (fresh.channel, fresh.delivery, fresh.topics, fresh.agent, fresh.team, fresh.locale, fresh.attributes, fresh.state, fresh.state_reason, fresh.reusable, fresh.test, fresh.created_at, fresh.sent_at, fresh.delivered_at, fresh.opened_at, fresh.started_at, fresh.answered_at) is distinct from (former.channel, former.delivery, former.topics, former.agent, former.team, former.locale, former.attributes, former.state, former.state_reason, former.reusable, former.test, former.created_at, former.sent_at, former.delivered_at, former.opened_at, former.started_at, former.answered_at); return null; end $$;
