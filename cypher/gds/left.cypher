// Graphs in memory that a process left behind which died in a run.
// access: read
// param before: ZONED DATETIME
// column name: STRING
CALL gds.graph.list() YIELD graphName, creationTime
WHERE graphName STARTS WITH 'stoa-' AND creationTime < $before
RETURN graphName AS name
