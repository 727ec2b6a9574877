// Keep weeks, in the place of what was kept of them.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (week:PopularityWeek {week: row.week})
SET week = row
