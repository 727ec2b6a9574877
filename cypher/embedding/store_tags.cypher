// Store the embeddings of tags: what is new is placed by them.
// access: write
// param graph: STRING
// param nodes: LIST OF INTEGER
// param as_of: ZONED DATETIME
UNWIND $nodes AS n
MATCH (node:Tag) WHERE id(node) = n
SET node.graph_embedding = gds.util.nodeProperty($graph, n, 'embedding'), node.graph_embedding_at = $as_of
