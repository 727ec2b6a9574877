// Ids of the products on sale that unlock each content one by one, or its course; at most so many of each.
// access: read
// param ids: LIST OF STRING
// param limit: INTEGER
// column id: STRING
// column others: LIST OF STRING
UNWIND $ids AS id
MATCH (content:Content {id: id})
RETURN id, COLLECT {
  CALL (content) {
    RETURN content AS sold
    UNION
    MATCH (content)-[:PART_OF]->(sold:Course)
    RETURN sold
  }
  MATCH (sold)<-[:UNLOCKS]-(:Benefit)<-[:INCLUDES]-(product:Product)
  WHERE product.archived_at IS NULL
  RETURN DISTINCT product.id ORDER BY product.id LIMIT $limit
} AS others
