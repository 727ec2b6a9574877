// How much memory FastRP takes on a graph in memory at most, the graph apart.
// access: read
// param graph: STRING
// param dimension: INTEGER
// param concurrency: INTEGER
// column bytes: INTEGER
CALL gds.fastRP.mutate.estimate($graph, {
  embeddingDimension: $dimension, relationshipWeightProperty: 'weight', mutateProperty: 'embedding',
  concurrency: $concurrency}) YIELD bytesMax
RETURN bytesMax AS bytes
