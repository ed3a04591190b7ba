-- Who signs in, and by what. `email` is unique and belongs to whoever has proved it, or was first to have it before proofs
-- were asked for. An account that was made with a link and no proof has a placeholder there, and what it claims in
-- `claimed_email`: so nobody can squat on an address of somebody else (server/accounts/addresses.ts).
alter table auth_user add column claimed_email text;
create index auth_user_by_claim on auth_user (claimed_email);
alter table auth_user add column two_factor_enabled boolean;
-- Whoever runs the server named the address of the first owner.
update auth_user set email_verified = true where is_operator;

-- Tokens of links that were mailed or printed; only their hashes are kept.
create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at bigint not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index auth_verification_by_identifier on auth_verification (identifier);

create table auth_two_factor (
  id text primary key,
  secret text not null,
  backup_codes text not null,
  user_id text not null references auth_user (id) on delete cascade,
  verified boolean,
  failed_verification_count integer,
  locked_until bigint
);
create index auth_two_factor_by_user on auth_two_factor (user_id);

create table auth_passkey (
  id text primary key,
  name text,
  public_key text not null,
  user_id text not null references auth_user (id) on delete cascade,
  credential_id text not null,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  created_at bigint,
  aaguid text
);
create index auth_passkey_by_user on auth_passkey (user_id);
create index auth_passkey_by_credential on auth_passkey (credential_id);

-- What happened to an account, for whoever it belongs to; the sites of that person have the same in their audit trails.
create table account_event (
  id text primary key,
  user_id text not null references auth_user (id) on delete cascade,
  kind text not null,
  detail text not null,
  at bigint not null
);
create index account_event_by_user on account_event (user_id, at);

-- Tries are forgotten by their age.
create index attempt_by_time on attempt (since);

-- Whether the token of a link was only ever in a mail to the address: then opening it proves the address.
alter table join_link add column mailed boolean not null default false;
