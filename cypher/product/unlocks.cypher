// Ids of the contents that each product unlocks one by one, at most so many of each.
// access: read
// param ids: LIST OF STRING
// param limit: INTEGER
// column id: STRING
// column others: LIST OF STRING
UNWIND $ids AS id
MATCH (product:Product {id: id})
RETURN id, COLLECT {
  MATCH (product)-[:INCLUDES]->(:Benefit)-[:UNLOCKS]->(content:Content)
  RETURN DISTINCT content.id ORDER BY content.id LIMIT $limit
} AS others
