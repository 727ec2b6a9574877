// Forget the embeddings of contents that a run didn't find any more, and what was near them.
// access: write
// scan: every content is looked at, once a run
// param as_of: ZONED DATETIME
// param limit: INTEGER
// column forgotten: INTEGER
MATCH (node:Standalone)
WHERE node.graph_embedding_at <> $as_of
WITH node LIMIT $limit
REMOVE node.graph_embedding, node.graph_embedding_at, node.graph_placed, node.similar_at
WITH node
CALL (node) {
  MATCH (node)-[near:SIMILAR]-()
  DELETE near
}
RETURN count(node) AS forgotten
