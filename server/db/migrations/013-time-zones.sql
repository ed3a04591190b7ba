-- Where the customer is, as whoever made the invitation said: reminders and second tries keep to the working hours there.
alter table invitation add column time_zone text;
