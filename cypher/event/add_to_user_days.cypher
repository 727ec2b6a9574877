// Add a batch's counts to the day buckets of its users. Touching a bucket first locks it, so that no count is lost.
// access: write
// param rows: LIST OF MAP
// param now: ZONED DATETIME
UNWIND $rows AS row
MATCH (user:User {id: row.id})
MERGE (day:UserDay {user_id: row.id, date: date(row.date)})
ON CREATE SET day.is_new = true
SET day.touched_at = $now
FOREACH (_ IN CASE WHEN day.is_new THEN [1] ELSE [] END | CREATE (user)-[:ACTIVE_ON]->(day) REMOVE day.is_new)
FOREACH (kind IN keys(row.counts) | SET day[kind] = coalesce(day[kind], 0) + row.counts[kind])
