-- Whether answers that nobody vouches for need a small proof of work, and until when where an attack switched it on: see
-- server/responses/proof.ts.
alter table survey add column proof_of_work text not null default 'off';
alter table survey add column proof_until bigint;
