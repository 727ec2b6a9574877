// Add a batch's counts to the day buckets of its users and contents, and its acts to the one edge a pair has.
// Users and then contents are locked first, each in the order given: batches that share some queue up here, where none of
// them holds what another waits for, and no count is lost. It is one statement, for until the commit nobody else gets on.
// How many acts of a kind that can be taken back hold is counted on the content as well. Gives back how many of the users are there.
// access: write
// param users: LIST OF MAP
// param contents: LIST OF MAP
// param pairs: LIST OF MAP
// param now: ZONED DATETIME
// column users: INTEGER
CALL () {
  UNWIND $users AS group
  MATCH (user:User {id: group.id})
  SET user:User
  RETURN count(user) AS users
}
CALL () {
  UNWIND $contents AS group
  MATCH (content:Content {id: group.id})
  SET content:Content
}
CALL () {
  UNWIND $users AS group
  MATCH (user:User {id: group.id})
  UNWIND group.rows AS row
  MERGE (day:UserDay {user_id: group.id, date: date(row.date)})
  FOREACH (_ IN CASE WHEN day.touched_at IS NULL THEN [1] ELSE [] END | CREATE (user)-[:ACTIVE_ON]->(day))
  SET day.touched_at = $now
  FOREACH (kind IN keys(row.counts) | SET day[kind] = coalesce(day[kind], 0) + row.counts[kind])
}
CALL () {
  UNWIND $contents AS group
  MATCH (content:Content {id: group.id})
  UNWIND group.rows AS row
  MERGE (day:ContentDay {content_id: group.id, date: date(row.date)})
  FOREACH (_ IN CASE WHEN day.touched_at IS NULL THEN [1] ELSE [] END | CREATE (content)-[:MEASURED_ON]->(day))
  SET day.touched_at = $now
  FOREACH (kind IN keys(row.counts) | SET day[kind] = coalesce(day[kind], 0) + row.counts[kind])
  FOREACH (kind IN [kind IN keys(row.counts) WHERE kind IN ['vote_up', 'vote_down', 'like', 'bookmark']] |
    SET content[kind + '_held'] = coalesce(content[kind + '_held'], 0) + row.counts[kind])
}
CALL () {
  UNWIND $pairs AS group
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
}
RETURN users
