// Put into memory who handed influence to whom: by what they did with their contents, decayed to now, and by following
// them. Who is banned hands on nothing.
// access: read
// scan: every author is looked at
// param graph: STRING
// param as_of: ZONED DATETIME
// param scale: FLOAT
// param follow: FLOAT
// column nodes: INTEGER
// column relationships: INTEGER
MATCH (author:User)
CALL (author) {
  CALL (author) {
    MATCH (author)-[:AUTHORED]->(:Content)<-[done:INTERACTED]-(reader:User)
    WHERE done.first_at < $as_of AND done.interest > 0
    RETURN reader, done.interest / $scale AS weight
    UNION ALL
    MATCH (author)<-[follow:FOLLOWS]-(reader:User)
    WHERE follow.since < $as_of
    RETURN reader, $follow AS weight
  }
  WITH author, reader, sum(weight) AS weight
  WHERE reader <> author AND reader.points_barred IS NULL
  RETURN reader, weight
}
WITH gds.graph.project($graph, reader, author, {
  relationshipType: 'HANDS_ON', relationshipProperties: {weight: weight}}) AS made
RETURN coalesce(made.nodeCount, 0) AS nodes, coalesce(made.relationshipCount, 0) AS relationships
