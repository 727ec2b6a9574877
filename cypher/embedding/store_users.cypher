// Store the embeddings of members, of those who consent to it still: touching them first locks them.
// access: write
// param graph: STRING
// param nodes: LIST OF INTEGER
// param as_of: ZONED DATETIME
UNWIND $nodes AS n
MATCH (node:User) WHERE id(node) = n
SET node:User
WITH node, n
WHERE 'PERSONALISATION' IN node.consents
SET node.graph_embedding = gds.util.nodeProperty($graph, n, 'embedding'), node.graph_embedding_at = $as_of
REMOVE node.graph_placed
