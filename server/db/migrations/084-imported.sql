-- What was imported before is looked for by its time, among answers of all doors.
create index response_imported on response (survey_id, answered_at) where id >= 'imp' and id < 'imq';
