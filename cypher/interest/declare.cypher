// Let a member's declared interests be these tags. What was learned of a tag keeps its affinity, a new one starts at 1; a
// tag declared earlier and left out now is forgotten. Setting a label that is there already locks the user first.
// access: write
// param user_id: STRING
// param tag_ids: LIST OF STRING
MATCH (user:User {id: $user_id})
SET user:User
WITH user
CALL (user) {
  MATCH (user)-[interest:INTERESTED_IN {declared: true}]->(tag:Tag)
  WHERE NOT tag.id IN $tag_ids
  DELETE interest
}
WITH user
UNWIND $tag_ids AS id
MATCH (tag:Tag {id: id})
MERGE (user)-[interest:INTERESTED_IN]->(tag)
SET interest.declared = true, interest.affinity = coalesce(interest.affinity, 1.0)
