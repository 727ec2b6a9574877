// Place contents that no whole run has embedded yet: where the mean stands of what they are about and of who had to do with
// them last, weighed as whole runs do, each as a vector of length 1.
// access: write
// param ids: LIST OF STRING
// param space: ZONED DATETIME
// param scale: FLOAT
// param wrote: FLOAT
// param answered: FLOAT
// param tagged: FLOAT
// column id: STRING
UNWIND $ids AS id
MATCH (content:Content {id: id}) WHERE content:Standalone
SET content:Content
WITH content
WHERE content.graph_embedding_at IS NULL OR (content.graph_placed AND content.graph_embedding_at = $space)
CALL (content) {
  MATCH (content)-[:TAGGED]->(tag:Tag)
  WHERE tag.graph_embedding_at = $space
  RETURN tag.graph_embedding AS vector, $tagged * coalesce(tag.idf, 1.0) AS weight
  UNION ALL
  MATCH (content)<-[:AUTHORED]-(author:User)
  WHERE author.graph_embedding_at = $space AND 'PERSONALISATION' IN author.consents
  RETURN author.graph_embedding AS vector, $wrote AS weight
  UNION ALL
  MATCH (near:Neighbourhood {content_id: content.id})
  UNWIND near.recent_readers AS reader_id
  MATCH (reader:User {id: reader_id})
  WHERE reader.graph_embedding_at = $space AND 'PERSONALISATION' IN reader.consents
  MATCH (reader)-[done:INTERACTED {key: reader_id + '|' + content.id}]->(content)
  RETURN reader.graph_embedding AS vector, done.interest / $scale AS weight
}
WITH content, vector, weight / sqrt(reduce(sum = 0.0, x IN vector | sum + x * x)) AS weight
WITH content, collect(vector) AS vectors, collect(weight) AS weights
WITH content, [i IN range(0, size(vectors[0]) - 1) |
               reduce(sum = 0.0, n IN range(0, size(vectors) - 1) | sum + weights[n] * vectors[n][i])] AS mean
WITH content, mean, sqrt(reduce(sum = 0.0, x IN mean | sum + x * x)) AS length
WHERE length > 0
SET content.graph_embedding = [x IN mean | x / length], content.graph_embedding_at = $space, content.graph_placed = true
RETURN content.id AS id
