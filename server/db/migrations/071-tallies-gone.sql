-- Figures are read from columns that are made from the answers: see server/columns/.
drop table tally;
drop table tag_set_tally;
drop table tag_set_month_tally;
