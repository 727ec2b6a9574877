// Embed the nodes of a graph in memory, and keep the embeddings there.
// access: read
// param graph: STRING
// param dimension: INTEGER
// param iterations: LIST OF FLOAT
// param normalisation: FLOAT
// param seed: INTEGER
// param concurrency: INTEGER
// column nodes: INTEGER
CALL gds.fastRP.mutate($graph, {
  embeddingDimension: $dimension, iterationWeights: $iterations, normalizationStrength: $normalisation,
  relationshipWeightProperty: 'weight', randomSeed: $seed, mutateProperty: 'embedding', concurrency: $concurrency})
YIELD nodePropertiesWritten
RETURN nodePropertiesWritten AS nodes
