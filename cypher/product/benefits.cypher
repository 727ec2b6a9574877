// Ids of the benefits that each product includes.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column others: LIST OF STRING
UNWIND $ids AS id
MATCH (product:Product {id: id})
RETURN id, COLLECT { MATCH (product)-[:INCLUDES]->(benefit:Benefit) RETURN benefit.id ORDER BY benefit.id } AS others
