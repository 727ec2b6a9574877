// The tags users are drawn to, the strongest first; at most twenty are kept of each.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column tag: MAP
// column affinity: FLOAT
UNWIND $ids AS id
MATCH (user:User {id: id})-[interest:INTERESTED_IN]->(tag:Tag)
RETURN user.id AS user_id, tag {.id, .slug, .name} AS tag, interest.affinity AS affinity
ORDER BY user_id, affinity DESC, tag.slug
