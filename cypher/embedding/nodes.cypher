// The nodes of one label in a graph in memory.
// access: read
// param graph: STRING
// param label: STRING
// column nodes: LIST OF INTEGER
CALL gds.graph.nodeProperty.stream($graph, 'embedding', [$label]) YIELD nodeId
RETURN collect(nodeId) AS nodes
