// How much memory a weighted graph of that size takes at most.
// access: read
// param nodes: INTEGER
// param relationships: INTEGER
// column bytes: INTEGER
CALL gds.graph.project.estimate('*', '*', {
  nodeCount: $nodes, relationshipCount: $relationships, relationshipProperties: 'weight'}) YIELD bytesMax
RETURN bytesMax AS bytes
