-- Endpoints are told of disputes, of what agents say to plans, and of what alerts find: see 098-endpoints.sql. `survey_id` is empty where an
-- event is about the whole site. The subject of an alert is its id, a space, and what it is about.
/*sqlite
create trigger dispute_for_endpoint after insert on dispute
when exists (select 1 from endpoint where site_id = new.site_id and events like '%"dispute.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject, about) values (new.site_id, new.survey_id, 'dispute.raised', new.id, new.response_id);
end;
create trigger dispute_change_for_endpoint after update of state on dispute when old.state <> new.state
  and exists (select 1 from endpoint where site_id = new.site_id and events like '%"dispute.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject, about) values (new.site_id, new.survey_id,
    case new.state when 'withdrawn' then 'dispute.withdrawn' else 'dispute.decided' end, new.id, new.response_id);
end;
create trigger voice_for_endpoint after insert on plan_voice
when exists (select 1 from endpoint where site_id = new.site_id and events like '%"plan.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject) select new.site_id, new.survey_id, 'plan.acknowledged', new.plan_id
    where new.acknowledged_at is not null;
  insert into endpoint_event (site_id, survey_id, type, subject) select new.site_id, new.survey_id, 'plan.commented', new.plan_id
    where new.comment <> '';
  insert into endpoint_event (site_id, survey_id, type, subject) select new.site_id, new.survey_id, 'plan.coaching-rated', new.plan_id
    where new.coaching is not null and (select count(distinct agent) from plan_voice where plan_id = new.plan_id and coaching is not null) > 2;
end;
create trigger voice_change_for_endpoint after update on plan_voice
when exists (select 1 from endpoint where site_id = new.site_id and events like '%"plan.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject) select new.site_id, new.survey_id, 'plan.acknowledged', new.plan_id
    where old.acknowledged_at is null and new.acknowledged_at is not null;
  insert into endpoint_event (site_id, survey_id, type, subject) select new.site_id, new.survey_id, 'plan.commented', new.plan_id
    where old.comment <> new.comment;
  insert into endpoint_event (site_id, survey_id, type, subject) select new.site_id, new.survey_id, 'plan.coaching-rated', new.plan_id
    where new.coaching is not null and (old.coaching, old.coaching_words) is not (new.coaching, new.coaching_words)
      and (select count(distinct agent) from plan_voice where plan_id = new.plan_id and coaching is not null) > 2;
end;
create trigger alert_for_endpoint after insert on alert_message
when exists (select 1 from alert join endpoint on endpoint.site_id = alert.site_id where alert.id = new.alert_id and endpoint.events like '%"alert.%') begin
  insert into endpoint_event (site_id, survey_id, type, subject)
    select site_id, coalesce(json_extract(new.detail, '$.survey.id'), ''), 'alert.raised', new.alert_id || ' ' || new.about from alert where id = new.alert_id;
end;
*/
/*sqlite --*/ create function dispute_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject, about) select new.site_id, new.survey_id, case when tg_op = 'INSERT' then 'dispute.raised' when new.state = 'withdrawn' then 'dispute.withdrawn' else 'dispute.decided' end, new.id, new.response_id where exists (select 1 from endpoint where site_id = new.site_id and events like '%"dispute.%'); return null; end $$;
/*sqlite --*/ create function voice_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject) select new.site_id, new.survey_id, type, new.plan_id from (values ('plan.acknowledged', new.acknowledged_at is not null), ('plan.commented', new.comment <> ''), ('plan.coaching-rated', new.coaching is not null and (select count(distinct agent) from plan_voice where plan_id = new.plan_id and coaching is not null) > 2)) as said (type, is_new) where is_new and exists (select 1 from endpoint where site_id = new.site_id and events like '%"plan.%'); return null; end $$;
/*sqlite --*/ create function voice_change_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject) select new.site_id, new.survey_id, type, new.plan_id from (values ('plan.acknowledged', old.acknowledged_at is null and new.acknowledged_at is not null), ('plan.commented', old.comment <> new.comment), ('plan.coaching-rated', new.coaching is not null and (old.coaching, old.coaching_words) is distinct from (new.coaching, new.coaching_words) and (select count(distinct agent) from plan_voice where plan_id = new.plan_id and coaching is not null) > 2)) as said (type, is_new) where is_new and exists (select 1 from endpoint where site_id = new.site_id and events like '%"plan.%'); return null; end $$;
/*sqlite --*/ create function alert_for_endpoint() returns trigger language plpgsql as $$ begin insert into endpoint_event (site_id, survey_id, type, subject) select site_id, coalesce(new.detail::json -> 'survey' ->> 'id', ''), 'alert.raised', new.alert_id || ' ' || new.about from alert where id = new.alert_id and exists (select 1 from endpoint where endpoint.site_id = alert.site_id and events like '%"alert.%'); return null; end $$;
/*sqlite --*/ create trigger dispute_for_endpoint after insert on dispute for each row execute function dispute_for_endpoint();
/*sqlite --*/ create trigger dispute_change_for_endpoint after update on dispute for each row when (old.state <> new.state) execute function dispute_for_endpoint();
/*sqlite --*/ create trigger voice_for_endpoint after insert on plan_voice for each row execute function voice_for_endpoint();
/*sqlite --*/ create trigger voice_change_for_endpoint after update on plan_voice for each row execute function voice_change_for_endpoint();
/*sqlite --*/ create trigger alert_for_endpoint after insert on alert_message for each row execute function alert_for_endpoint();
