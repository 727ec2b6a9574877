// The contents nearest to each content of a graph in memory, by their embeddings.
// access: read
// param graph: STRING
// param neighbours: INTEGER
// param least: FLOAT
// param seed: INTEGER
// column node: INTEGER
// column near: LIST OF INTEGER
// column scores: LIST OF FLOAT
CALL gds.knn.stream($graph, {
  nodeLabels: ['Content'], nodeProperties: {embedding: 'COSINE'}, topK: $neighbours, similarityCutoff: $least,
  sampleRate: 0.7, randomSeed: $seed, concurrency: 1}) YIELD node1, node2, similarity
WITH node1, node2, similarity ORDER BY node1, similarity DESC, node2
RETURN node1 AS node, collect(node2) AS near, collect(similarity) AS scores
