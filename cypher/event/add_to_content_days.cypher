// Add a batch's counts to the day buckets of its contents. Touching a bucket first locks it, so that no count is lost.
// How many acts of a kind that can be taken back hold is counted on the content as well.
// access: write
// param groups: LIST OF MAP
// param now: ZONED DATETIME
UNWIND $groups AS group
MATCH (content:Content {id: group.id})
UNWIND group.rows AS row
MERGE (day:ContentDay {content_id: group.id, date: date(row.date)})
FOREACH (_ IN CASE WHEN day.touched_at IS NULL THEN [1] ELSE [] END | CREATE (content)-[:MEASURED_ON]->(day))
SET day.touched_at = $now
FOREACH (kind IN keys(row.counts) | SET day[kind] = coalesce(day[kind], 0) + row.counts[kind])
FOREACH (kind IN [kind IN keys(row.counts) WHERE kind IN ['vote_up', 'vote_down', 'like', 'bookmark']] |
  SET content[kind + '_held'] = coalesce(content[kind + '_held'], 0) + row.counts[kind])
