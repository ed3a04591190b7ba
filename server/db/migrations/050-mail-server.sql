-- The mail server that an operator named on the settings page; one row at most, and its settings are sealed (server/accounts/mail-server.ts).
create table mail_server (
  id text primary key,
  settings text not null,
  changed_at bigint not null
);
