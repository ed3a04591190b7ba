-- The operator who saved a connector last, which may then reach into private networks; null where somebody else did.
alter table connector add column trusted_by text;
