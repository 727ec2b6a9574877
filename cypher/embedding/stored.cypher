// What a run that was cut off has stored: whose embeddings, and of which contents what is nearest.
// access: read
// scan: everybody and everything is looked at, once by a run that goes on
// param as_of: ZONED DATETIME
// column nodes: LIST OF INTEGER
// column near: LIST OF INTEGER
MATCH (node:User|Standalone|Tag)
WHERE node.graph_embedding_at = $as_of AND node.graph_placed IS NULL
RETURN collect(id(node)) AS nodes, collect(CASE WHEN node.similar_at = $as_of THEN id(node) END) AS near
