-- The keys of server/db/vault.ts, sealed by the server's secret. Names and addresses of customers, the secrets of sites and
-- what vendors answered are sealed with them by the next start, in lots: see server/upgrades/seal-existing.ts.
create table data_key (
  id text primary key,
  sealed text not null,
  created_at bigint not null
);
-- By what a customer is looked up: a keyed hash of the name or the address, since what is sealed cannot be compared.
alter table response add column customer_hash text;
alter table invitation add column customer_hash text;
alter table invitation add column address_hash text;
alter table conversation add column customer_hash text;
-- When the words of a customer were erased; nothing brings them back afterwards.
alter table response add column erased_at bigint;

drop index response_by_customer;
drop index invitation_by_customer;
drop index invitation_by_address;
drop index conversation_by_customer;
create index response_by_customer on response (site_id, customer_hash, answered_at) where customer_hash is not null;
create index invitation_by_customer on invitation (site_id, customer_hash, created_at) where customer_hash is not null;
create index invitation_by_address on invitation (site_id, address_hash, created_at) where address_hash is not null;
create index conversation_by_customer on conversation (customer_hash, began_at, site_id, id) where customer_hash is not null;

-- Empty as soon as everything is sealed.
create index response_to_seal on response (survey_id, id) where customer is not null and customer_hash is null;
create index invitation_to_seal on invitation (id) where (customer is not null and customer_hash is null) or (address is not null and address_hash is null);
create index conversation_to_seal on conversation (site_id, id) where customer is not null and customer_hash is null;
create index delivery_to_seal on delivery (id) where answer is not null and answer not like '~1.%';
