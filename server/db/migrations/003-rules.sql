-- Whom a survey is sent to, and how often; like asking, it belongs to the survey and not to a version of it.
alter table survey add column inviting text not null default '{}';

-- When an invitation is to leave (at once where there is none), until when a rule keeps it back, and how far it came.
alter table invitation add column due_at bigint;
alter table invitation add column suppressed_until bigint;
alter table invitation add column delivered_at bigint;
alter table invitation add column started_at bigint;

-- The rules look up what one customer was asked lately, and how many an agent's or a team's customers were today.
drop index response_by_customer;
create index response_by_customer on response (site_id, customer, answered_at) where customer is not null;
drop index invitation_by_customer;
create index invitation_by_customer on invitation (site_id, customer, created_at) where customer is not null;
create index invitation_by_address on invitation (site_id, address, created_at) where address is not null;
create index invitation_of_many on invitation (survey_id, created_at) where reusable;
create index invitation_by_agent on invitation (site_id, agent, created_at) where agent <> '';
create index invitation_by_team on invitation (site_id, team, created_at) where team <> '';

-- Who wants to be asked no more. An address is kept as a keyed hash, beside as much of it as lets its owner be recognised.
create table opt_out (
  id text primary key,
  site_id text not null references site (id),
  kind text not null,
  hash text not null,
  masked text not null,
  source text not null,
  created_at bigint not null,
  unique (site_id, hash)
);
create index opt_out_by_site on opt_out (site_id, created_at, id);
