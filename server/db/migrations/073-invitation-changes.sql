-- Invitations are in the order of changes, too, and the funnel is read from columns: see server/columns/. All that they were counted in
-- before goes. What has no message of ours counts as handed over (server/db/invitation-steps.ts), so messages count as changes.
/*sqlite
create trigger invitation_added after insert on invitation begin
  insert into change (kind, scope, id) values ('invitation', new.survey_id, new.id);
end;
create trigger invitation_changed after update on invitation
when (old.channel, old.delivery, old.topics, old.agent, old.team, old.locale, old.state, old.state_reason, old.reusable, old.test, old.created_at, old.sent_at, old.delivered_at, old.opened_at, old.started_at, old.answered_at)
  is not (new.channel, new.delivery, new.topics, new.agent, new.team, new.locale, new.state, new.state_reason, new.reusable, new.test, new.created_at, new.sent_at, new.delivered_at, new.opened_at, new.started_at, new.answered_at) begin
  insert into change (kind, scope, id) values ('invitation', new.survey_id, new.id);
end;
create trigger invitation_removed after delete on invitation begin
  insert into change (kind, scope, id) values ('invitation', old.survey_id, old.id);
end;
create trigger delivery_added after insert on delivery when new.invitation_id is not null begin
  insert into change (kind, scope, id) select 'invitation', survey_id, id from invitation where id = new.invitation_id and state = 'created';
end;
create trigger delivery_removed after delete on delivery when old.invitation_id is not null begin
  insert into change (kind, scope, id) select 'invitation', survey_id, id from invitation where id = old.invitation_id and state = 'created';
end;
*/
/*sqlite --*/ create function note_invitations_added() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'invitation', survey_id, id from fresh; return null; end $$;
/*sqlite --*/ create function note_invitations_removed() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'invitation', survey_id, id from former; return null; end $$;
/*sqlite --*/ create function note_invitations_changed() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select 'invitation', fresh.survey_id, fresh.id from fresh join former using (id) where (fresh.channel, fresh.delivery, fresh.topics, fresh.agent, fresh.team, fresh.locale, fresh.state, fresh.state_reason, fresh.reusable, fresh.test, fresh.created_at, fresh.sent_at, fresh.delivered_at, fresh.opened_at, fresh.started_at, fresh.answered_at) is distinct from (former.channel, former.delivery, former.topics, former.agent, former.team, former.locale, former.state, former.state_reason, former.reusable, former.test, former.created_at, former.sent_at, former.delivered_at, former.opened_at, former.started_at, former.answered_at); return null; end $$;
/*sqlite --*/ create function note_deliveries_added() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select distinct 'invitation', invitation.survey_id, invitation.id from fresh join invitation on invitation.id = fresh.invitation_id where invitation.state = 'created'; return null; end $$;
/*sqlite --*/ create function note_deliveries_removed() returns trigger language plpgsql as $$ begin insert into change (kind, scope, id) select distinct 'invitation', invitation.survey_id, invitation.id from former join invitation on invitation.id = former.invitation_id where invitation.state = 'created'; return null; end $$;
/*sqlite --*/ create trigger invitation_added after insert on invitation referencing new table as fresh for each statement execute function note_invitations_added();
/*sqlite --*/ create trigger invitation_changed after update on invitation referencing old table as former new table as fresh for each statement execute function note_invitations_changed();
/*sqlite --*/ create trigger invitation_removed after delete on invitation referencing old table as former for each statement execute function note_invitations_removed();
/*sqlite --*/ create trigger delivery_added after insert on delivery referencing new table as fresh for each statement execute function note_deliveries_added();
/*sqlite --*/ create trigger delivery_removed after delete on delivery referencing old table as former for each statement execute function note_deliveries_removed();

drop index invitation_by_change;
alter table invitation drop column changed_at;
alter table invitation drop column counted_as;
drop table funnel_survey;
drop table funnel_tally;
drop table funnel_tag_tally;
drop table invitation_tag_set;
drop index invitation_by_survey;
create index invitation_by_survey on invitation (survey_id, created_at, id);
