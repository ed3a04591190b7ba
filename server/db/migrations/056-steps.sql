-- How finely a survey rates: of 2 steps per point, ratings are 1, 1.5, 2 … Answers and tallies keep the number of steps, and so does
-- satisfied_from; scale_min and scale_max are points. Whatever was there before rates in whole points, so that no row changes.
alter table survey_version add column steps_per_point integer not null default 1;
