// How much memory kNN takes on a graph in memory with embeddings at most, the graph apart.
// access: read
// param graph: STRING
// param neighbours: INTEGER
// column bytes: INTEGER
CALL gds.knn.stream.estimate($graph, {
  nodeLabels: ['Content'], nodeProperties: ['embedding'], topK: $neighbours, concurrency: 1}) YIELD bytesMax
RETURN bytesMax AS bytes
