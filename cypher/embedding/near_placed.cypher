// The contents nearest to some in the embedding, by the vector index.
// access: read
// param ids: LIST OF STRING
// param space: ZONED DATETIME
// param looked_at: INTEGER
// param neighbours: INTEGER
// param least: FLOAT
// column node: INTEGER
// column near: LIST OF INTEGER
// column scores: LIST OF FLOAT
UNWIND $ids AS id
MATCH (one:Content {id: id})
WHERE one.graph_embedding_at = $space
CALL (one) {
  CALL db.index.vector.queryNodes('content_graph_embedding', $looked_at, one.graph_embedding) YIELD node AS other, score
  WITH other, 2 * score - 1 AS cosine
  WHERE other <> one AND other.graph_embedding_at = $space AND cosine >= $least
  RETURN other, cosine ORDER BY cosine DESC, other.id LIMIT $neighbours
}
RETURN id(one) AS node, collect(id(other)) AS near, collect(cosine) AS scores
