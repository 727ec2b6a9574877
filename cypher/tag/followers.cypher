// How many users follow tags; a node knows the number of its edges, so each takes a few hits.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column total: INTEGER
UNWIND $ids AS id
MATCH (tag:Tag {id: id})
RETURN tag.id AS id, COUNT { (tag)<-[:FOLLOWS]-() } AS total
