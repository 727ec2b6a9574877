// Add a batch's acts to the one edge a pair has, user by user. Users and contents are locked, so that no act is lost.
// access: write
// param groups: LIST OF MAP
UNWIND $groups AS group
MATCH (user:User {id: group.id})
UNWIND group.rows AS row
MATCH (content:Content {id: row.content_id})
MERGE (user)-[done:INTERACTED {key: row.key}]->(content)
SET done.interest = coalesce(done.interest, 0.0) + row.interest
FOREACH (property IN keys(row.counts) | SET done[property] = coalesce(done[property], 0) + row.counts[property])
FOREACH (property IN keys(row.first) | SET done[property] =
  CASE WHEN done[property].epochMillis <= row.first[property] THEN done[property]
       ELSE datetime({epochMillis: row.first[property]}) END)
FOREACH (property IN keys(row.last) | SET done[property] =
  CASE WHEN done[property].epochMillis >= row.last[property] THEN done[property]
       ELSE datetime({epochMillis: row.last[property]}) END)
