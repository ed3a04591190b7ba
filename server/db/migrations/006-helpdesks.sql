-- A conversation that is resolved again counts a contact more: how often it was, its invitations say.
create index invitation_by_conversation on invitation (site_id, conversation) where conversation is not null;
