// Ids of the contents that each benefit unlocks one by one, at most so many of each.
// access: read
// param ids: LIST OF STRING
// param limit: INTEGER
// column id: STRING
// column others: LIST OF STRING
UNWIND $ids AS id
MATCH (benefit:Benefit {id: id})
RETURN id, COLLECT {
  MATCH (benefit)-[:UNLOCKS]->(content:Content)
  RETURN content.id ORDER BY content.id LIMIT $limit
} AS others
