// Let members follow members. Gives back the numbers of the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column drawn: LIST OF INTEGER
UNWIND $rows AS row
CALL (row) {
  MATCH (user:User {external_id: row.source}) RETURN user
  UNION
  MATCH (former:Merged {external_id: row.source}) MATCH (user:User {id: former.into_id}) RETURN user
}
CALL (row) {
  MATCH (followed:User {external_id: row.target}) RETURN followed
  UNION
  MATCH (former:Merged {external_id: row.target}) MATCH (followed:User {id: former.into_id}) RETURN followed
}
WITH row, user, followed
WHERE user <> followed
MERGE (user)-[following:FOLLOWS]->(followed)
ON CREATE SET following.since = datetime({epochMillis: row.at_ms})
RETURN collect(row.number) AS drawn
