// How much memory PageRank and Louvain take on a graph in memory at most, the graph apart.
// access: read
// param graph: STRING
// param concurrency: INTEGER
// column bytes: INTEGER
CALL gds.pageRank.stream.estimate($graph, {relationshipWeightProperty: 'weight', concurrency: $concurrency})
YIELD bytesMax AS ranking
CALL gds.louvain.stream.estimate($graph, {relationshipWeightProperty: 'weight', concurrency: $concurrency})
YIELD bytesMax AS grouping
RETURN CASE WHEN ranking > grouping THEN ranking ELSE grouping END AS bytes
