// How many members hold badges; a node knows how many edges of a kind it has.
// access: read
// param ids: LIST OF STRING
// column badge_id: STRING
// column holders: INTEGER
UNWIND $ids AS id
MATCH (badge:Badge {id: id})
RETURN badge.id AS badge_id, COUNT { (badge)<-[:HOLDS]-() } AS holders
