// Forget the embeddings of members that a run didn't find any more.
// access: write
// scan: every member is looked at, once a run
// param as_of: ZONED DATETIME
// param limit: INTEGER
// column forgotten: INTEGER
MATCH (node:User)
WHERE node.graph_embedding_at <> $as_of
WITH node LIMIT $limit
REMOVE node.graph_embedding, node.graph_embedding_at, node.graph_placed
RETURN count(node) AS forgotten
