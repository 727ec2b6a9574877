// Store the sub-communities of a run, and drop those that are no more.
// access: write
// scan: there are few sub-communities, and all are looked at
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
CALL () {
  UNWIND $rows AS row
  MERGE (group:SubCommunity {id: row.id})
  ON CREATE SET group.since = $as_of
  SET group.members = row.members, group.tag_ids = row.tag_ids, group.as_of = $as_of
}
CALL () {
  MATCH (old:SubCommunity)
  WHERE old.members > 0 AND old.as_of <> $as_of
  DELETE old
}
