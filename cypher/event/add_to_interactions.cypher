// Add a batch's acts to the one edge a pair has. Touching the edge first locks it, so that no act is lost.
// access: write
// param rows: LIST OF MAP
// param now: ZONED DATETIME
UNWIND $rows AS row
MATCH (user:User {id: row.user_id})
MATCH (content:Content {id: row.content_id})
MERGE (user)-[done:INTERACTED {key: row.key}]->(content)
SET done.touched_at = $now
SET done.interest = coalesce(done.interest, 0.0) + row.interest
FOREACH (property IN keys(row.counts) | SET done[property] = coalesce(done[property], 0) + row.counts[property])
FOREACH (property IN keys(row.first) | SET done[property] =
  CASE WHEN done[property].epochMillis <= row.first[property] THEN done[property]
       ELSE datetime({epochMillis: row.first[property]}) END)
FOREACH (property IN keys(row.last) | SET done[property] =
  CASE WHEN done[property].epochMillis >= row.last[property] THEN done[property]
       ELSE datetime({epochMillis: row.last[property]}) END)
