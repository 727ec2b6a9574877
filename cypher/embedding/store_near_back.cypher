// Store placed contents among the nearest of those that they are nearest to; whoever then has too many loses the farthest.
// access: write
// param rows: LIST OF MAP
// param neighbours: INTEGER
UNWIND $rows AS row
UNWIND range(0, size(row.near) - 1) AS n
MATCH (one:Standalone) WHERE id(one) = row.node
MATCH (other:Standalone) WHERE id(other) = row.near[n]
MERGE (other)-[back:SIMILAR]->(one)
SET back.score = row.scores[n]
WITH DISTINCT other
CALL (other) {
  MATCH (other)-[similar:SIMILAR]->(third)
  WITH similar ORDER BY similar.score DESC, third.id SKIP $neighbours
  DELETE similar
}
