// To which tags members of sub-communities are drawn, as far as they consent to that being learned.
// access: read
// param ids: LIST OF STRING
// param least: INTEGER
// column group_id: STRING
// column tag_id: STRING
// column members: INTEGER
// column everywhere: INTEGER
UNWIND $ids AS id
CALL (id) {
  MATCH (user:User {sub_community: id})-[:INTERESTED_IN]->(tag:Tag)
  WITH tag, count(user) AS members
  WHERE members >= $least
  RETURN tag, members
}
RETURN id AS group_id, tag.id AS tag_id, members, COUNT { (tag)<-[:INTERESTED_IN]-() } AS everywhere
