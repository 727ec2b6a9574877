// Store which contents are nearest to contents; what isn't any more is dropped.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
UNWIND $rows AS row
MATCH (one:Standalone) WHERE id(one) = row.node
SET one.similar_at = $as_of
WITH one, row
CALL (one, row) {
  MATCH (one)-[old:SIMILAR]->(other)
  WHERE NOT id(other) IN row.near
  DELETE old
}
CALL (one, row) {
  UNWIND range(0, size(row.near) - 1) AS n
  MATCH (other:Standalone) WHERE id(other) = row.near[n]
  MERGE (one)-[similar:SIMILAR]->(other)
  SET similar.score = row.scores[n]
}
