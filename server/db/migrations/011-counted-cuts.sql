-- Of what agents were asked about it is enough to know how much: see countedCuts in server/figures/cuts.ts.
create table tally_by_count as
select survey_id, grain, period, key, version, sum(count) as count from tally where cut = 'agent channel topics' group by survey_id, grain, period, key, version;
delete from tally where cut = 'agent channel topics';
insert into tally (survey_id, cut, grain, period, key, version, rating, count)
select survey_id, 'agent channel topics', grain, period, key, version, 0, count from tally_by_count;
drop table tally_by_count;
