// The nodes of one label in a graph in memory; none where it has no such label, as one of nobody who consents.
// access: read
// param graph: STRING
// param label: STRING
// column nodes: LIST OF INTEGER
CALL gds.graph.list($graph) YIELD schemaWithOrientation
WITH [label IN keys(schemaWithOrientation.nodes) WHERE label = $label] AS labels
CALL (labels) {
  WITH labels WHERE size(labels) > 0
  CALL gds.graph.nodeProperty.stream($graph, 'embedding', labels) YIELD nodeId
  RETURN collect(nodeId) AS nodes
}
RETURN nodes
