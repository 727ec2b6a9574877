// Add a batch's counts to the day buckets of its contents. Touching a bucket first locks it, so that no count is lost.
// access: write
// param rows: LIST OF MAP
// param now: ZONED DATETIME
UNWIND $rows AS row
MATCH (content:Content {id: row.id})
MERGE (day:ContentDay {content_id: row.id, date: date(row.date)})
ON CREATE SET day.is_new = true
SET day.touched_at = $now
FOREACH (_ IN CASE WHEN day.is_new THEN [1] ELSE [] END | CREATE (content)-[:MEASURED_ON]->(day) REMOVE day.is_new)
FOREACH (kind IN keys(row.counts) | SET day[kind] = coalesce(day[kind], 0) + row.counts[kind])
