-- How many percent of its conversations are to be within target before an alert says that the target was missed.
alter table alert add column service_level integer not null default 80;
