// Keep the reader-days of dates by band.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (day:AdLoadDay {date: date(row.date), band: row.band})
SET day.readers = row.readers, day.returned = row.returned
