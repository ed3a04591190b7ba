-- Addresses of a site's own that are told what happened: see server/endpoints/. `events` is a JSON list of their names, `survey_id` narrows
-- it to one survey. `answered_for` names whoever answers for what is told there, as the audit trail does; `trusted_by` the operator who
-- let it into a private network.
create table endpoint (
  id text primary key,
  site_id text not null,
  survey_id text,
  name text not null,
  url text not null,
  events text not null,
  answered_for text not null,
  trusted_by text,
  -- Both sealed; the former one signs, too, until it is over.
  secret text not null,
  former_secret text,
  former_until bigint,
  -- Since when nothing is sent and why; since when nothing was taken; whether its owners were told: untold, told.
  paused_at bigint,
  paused_because text,
  told text,
  failing_since bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create index endpoint_by_site on endpoint (site_id, created_at);

-- What happened on sites that have an endpoint for its kind, written in the commit that did it, and gone when it is a delivery of each
-- endpoint that is to be told. `about` is the answer or the invitation whose words are in it.
create table endpoint_event (
  /*sqlite place integer primary key,*/
  /*sqlite --*/ place bigserial primary key,
  site_id text not null,
  survey_id text not null,
  type text not null,
  subject text not null,
  about text
);

-- One for each endpoint that is told. What is sent is read from the record when it is sent, so nothing of it is kept here; `answer` is the
-- beginning of what the endpoint answered, sealed.
create table endpoint_delivery (
  id text primary key,
  endpoint_id text not null,
  site_id text not null,
  survey_id text,
  type text not null,
  subject text not null,
  about text,
  state text not null,
  attempts integer not null,
  due_at bigint not null,
  status integer,
  reason text,
  answer text,
  happened_at bigint not null,
  tried_at bigint
);
create index endpoint_delivery_waiting on endpoint_delivery (endpoint_id, due_at, id) where state in ('waiting', 'sending');
create index endpoint_delivery_by_endpoint on endpoint_delivery (endpoint_id, happened_at, id);
create index endpoint_delivery_by_about on endpoint_delivery (about);
create index endpoint_delivery_by_time on endpoint_delivery (happened_at);

/*sqlite
create trigger answer_for_endpoint after insert on response when new.state = 'counted' and new.erased_at is null
  and exists (select 1 from endpoint where site_id = new.site_id and events like '%"response.%')
  and not exists (select 1 from tag_set where id = new.tag_set_id and surface = 'import') begin
  insert into endpoint_event (site_id, survey_id, type, subject, about) values (new.site_id, new.survey_id, 'response.created', new.id, new.id);
end;
create trigger answer_change_for_endpoint after update of rating, comment, answers, attributes, version, tag_set_id, state, erased_at on response
when (old.rating, old.comment, old.answers, old.attributes, old.version, old.tag_set_id, old.state, old.erased_at)
  is not (new.rating, new.comment, new.answers, new.attributes, new.version, new.tag_set_id, new.state, new.erased_at)
  and (new.erased_at is null or old.erased_at is null) and (old.state = 'counted' or new.state = 'counted' or new.erased_at is not null)
  and exists (select 1 from endpoint where site_id = new.site_id and events like '%"response.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject, about) values (new.site_id, new.survey_id,
    case when new.erased_at is not null then 'response.erased' when new.state <> 'counted' then 'response.left-out'
      when old.state in ('suspect', 'test') then 'response.created' else 'response.updated' end, new.id, new.id);
end;
create trigger follow_up_for_endpoint after insert on follow_up
when exists (select 1 from endpoint where site_id = new.site_id and events like '%"follow-up.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject, about) values (new.site_id, new.survey_id, 'follow-up.opened', new.id, new.response_id);
end;
create trigger follow_up_change_for_endpoint after update on follow_up
when (old.state, old.owner, old.nature, old.severity, old.detail, old.overdue_at)
  is not (new.state, new.owner, new.nature, new.severity, new.detail, new.overdue_at)
  and exists (select 1 from endpoint where site_id = new.site_id and events like '%"follow-up.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject, about) values (new.site_id, new.survey_id,
    case when new.state = 'closed' and old.state <> 'closed' then 'follow-up.closed' when new.state <> 'closed' and old.state = 'closed' then 'follow-up.opened'
      when new.overdue_at is not null and old.overdue_at is null then 'follow-up.overdue' else 'follow-up.updated' end, new.id, new.response_id);
end;
create trigger invitation_for_endpoint after insert on invitation
when exists (select 1 from endpoint where site_id = new.site_id and events like '%"invitation.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject, about) values (new.site_id, new.survey_id,
    case when new.state in ('suppressed', 'unsendable') then 'invitation.unsent' else 'invitation.created' end, new.id, new.id);
end;
create trigger invitation_change_for_endpoint after update of state, sent_at, opened_at, answered_at on invitation
when ((old.sent_at is null and new.sent_at is not null) or (old.opened_at is null and new.opened_at is not null)
    or (old.answered_at is null and new.answered_at is not null) or (old.state <> new.state and new.state in ('suppressed', 'unsendable')))
  and exists (select 1 from endpoint where site_id = new.site_id and events like '%"invitation.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject, about) values (new.site_id, new.survey_id,
    case when old.answered_at is null and new.answered_at is not null then 'invitation.answered'
      when old.opened_at is null and new.opened_at is not null then 'invitation.opened'
      when old.sent_at is null and new.sent_at is not null then 'invitation.sent' else 'invitation.unsent' end, new.id, new.id);
end;
create trigger plan_for_endpoint after insert on plan
when exists (select 1 from endpoint where site_id = new.site_id and events like '%"plan.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject) values (new.site_id, new.survey_id, 'plan.created', new.id);
end;
create trigger plan_change_for_endpoint after update on plan
when exists (select 1 from endpoint where site_id = new.site_id and events like '%"plan.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject) values (new.site_id, new.survey_id, 'plan.updated', new.id);
end;
create trigger plan_removal_for_endpoint after delete on plan
when exists (select 1 from endpoint where site_id = old.site_id and events like '%"plan.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject) values (old.site_id, old.survey_id, 'plan.deleted', old.id);
end;
create trigger import_for_endpoint after update of state on import_run when old.state <> new.state and new.state in ('done', 'failed')
  and exists (select 1 from endpoint where site_id = new.site_id and events like '%"import.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject) values (new.site_id, new.survey_id, 'import.' || new.state, new.id);
end;
*/
/*sqlite --*/ create function answers_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject, about) select site_id, survey_id, 'response.created', id, id from fresh where state = 'counted' and erased_at is null and exists (select 1 from endpoint where endpoint.site_id = fresh.site_id and events like '%"response.%') and not exists (select 1 from tag_set where tag_set.id = fresh.tag_set_id and surface = 'import'); return null; end $$;
/*sqlite --*/ create function answer_change_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject, about) select new.site_id, new.survey_id, case when new.erased_at is not null then 'response.erased' when new.state <> 'counted' then 'response.left-out' when old.state in ('suspect', 'test') then 'response.created' else 'response.updated' end, new.id, new.id where exists (select 1 from endpoint where site_id = new.site_id and events like '%"response.%'); return null; end $$;
/*sqlite --*/ create function follow_up_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject, about) select new.site_id, new.survey_id, 'follow-up.opened', new.id, new.response_id where exists (select 1 from endpoint where site_id = new.site_id and events like '%"follow-up.%'); return null; end $$;
/*sqlite --*/ create function follow_up_change_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject, about) select new.site_id, new.survey_id, case when new.state = 'closed' and old.state <> 'closed' then 'follow-up.closed' when new.state <> 'closed' and old.state = 'closed' then 'follow-up.opened' when new.overdue_at is not null and old.overdue_at is null then 'follow-up.overdue' else 'follow-up.updated' end, new.id, new.response_id where exists (select 1 from endpoint where site_id = new.site_id and events like '%"follow-up.%'); return null; end $$;
/*sqlite --*/ create function invitations_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject, about) select site_id, survey_id, case when state in ('suppressed', 'unsendable') then 'invitation.unsent' else 'invitation.created' end, id, id from fresh where exists (select 1 from endpoint where endpoint.site_id = fresh.site_id and events like '%"invitation.%'); return null; end $$;
/*sqlite --*/ create function invitation_change_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject, about) select new.site_id, new.survey_id, case when old.answered_at is null and new.answered_at is not null then 'invitation.answered' when old.opened_at is null and new.opened_at is not null then 'invitation.opened' when old.sent_at is null and new.sent_at is not null then 'invitation.sent' else 'invitation.unsent' end, new.id, new.id where exists (select 1 from endpoint where site_id = new.site_id and events like '%"invitation.%'); return null; end $$;
/*sqlite --*/ create function plan_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject) select new.site_id, new.survey_id, case tg_op when 'INSERT' then 'plan.created' else 'plan.updated' end, new.id where exists (select 1 from endpoint where site_id = new.site_id and events like '%"plan.%'); return null; end $$;
/*sqlite --*/ create function plan_removal_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject) select old.site_id, old.survey_id, 'plan.deleted', old.id where exists (select 1 from endpoint where site_id = old.site_id and events like '%"plan.%'); return null; end $$;
/*sqlite --*/ create function import_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject) select new.site_id, new.survey_id, 'import.' || new.state, new.id where exists (select 1 from endpoint where site_id = new.site_id and events like '%"import.%'); return null; end $$;
/*sqlite --*/ create trigger answer_for_endpoint after insert on response referencing new table as fresh for each statement execute function answers_for_endpoint();
/*sqlite --*/ create trigger answer_change_for_endpoint after update on response for each row when ((old.rating, old.comment, old.answers, old.attributes, old.version, old.tag_set_id, old.state, old.erased_at) is distinct from (new.rating, new.comment, new.answers, new.attributes, new.version, new.tag_set_id, new.state, new.erased_at) and (new.erased_at is null or old.erased_at is null) and (old.state = 'counted' or new.state = 'counted' or new.erased_at is not null)) execute function answer_change_for_endpoint();
/*sqlite --*/ create trigger follow_up_for_endpoint after insert on follow_up for each row execute function follow_up_for_endpoint();
/*sqlite --*/ create trigger follow_up_change_for_endpoint after update on follow_up for each row when ((old.state, old.owner, old.nature, old.severity, old.detail, old.overdue_at) is distinct from (new.state, new.owner, new.nature, new.severity, new.detail, new.overdue_at)) execute function follow_up_change_for_endpoint();
/*sqlite --*/ create trigger invitation_for_endpoint after insert on invitation referencing new table as fresh for each statement execute function invitations_for_endpoint();
/*sqlite --*/ create trigger invitation_change_for_endpoint after update on invitation for each row when ((old.sent_at is null and new.sent_at is not null) or (old.opened_at is null and new.opened_at is not null) or (old.answered_at is null and new.answered_at is not null) or (old.state <> new.state and new.state in ('suppressed', 'unsendable'))) execute function invitation_change_for_endpoint();
/*sqlite --*/ create trigger plan_for_endpoint after insert or update on plan for each row execute function plan_for_endpoint();
/*sqlite --*/ create trigger plan_removal_for_endpoint after delete on plan for each row execute function plan_removal_for_endpoint();
/*sqlite --*/ create trigger import_for_endpoint after update on import_run for each row when (old.state <> new.state and new.state in ('done', 'failed')) execute function import_for_endpoint();
