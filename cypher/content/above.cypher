// What answers, comments and lessons stand below, and whether an answer is the accepted one.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column above_id: STRING
// column accepted: BOOLEAN
UNWIND $ids AS id
MATCH (content:Content {id: id})-[:ANSWERS|REPLIES_TO|PART_OF]->(above:Content)
RETURN id AS content_id, above.id AS above_id, EXISTS { (content)<-[:ACCEPTED]-(above) } AS accepted
