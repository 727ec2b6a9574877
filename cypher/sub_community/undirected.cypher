// Let a graph in memory have each relationship in both directions as well: groups are of who has to do with each other.
// access: read
// param graph: STRING
// column relationships: INTEGER
CALL gds.graph.relationships.toUndirected($graph, {
  relationshipType: 'HANDS_ON', mutateRelationshipType: 'BOUND', aggregation: 'SUM'}) YIELD relationshipsWritten
RETURN relationshipsWritten AS relationships
