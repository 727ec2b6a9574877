// The tags that users are drawn to: each content they had to do with adds the vector of its tags, of length 1, in which rare
// tags weigh more; what they declared counts as one content more. Relative to the strongest.
// access: read
// param ids: LIST OF STRING
// param as_of: ZONED DATETIME
// column user_id: STRING
// column tag_ids: LIST OF STRING
// column affinities: LIST OF FLOAT
UNWIND $ids AS id
MATCH (user:User {id: id})
CALL (user) {
  CALL (user) {
    MATCH (user)-[done:INTERACTED]->(content)
    WHERE done.first_at < $as_of AND done.interest > 0
    MATCH (content)-[:TAGGED]->(tag:Tag)
    WITH content, collect(tag) AS tags, sqrt(sum(tag.idf * tag.idf)) AS length
    UNWIND tags AS tag
    RETURN tag, sum(tag.idf / length) AS strength
    UNION ALL
    MATCH (user)-[declared:INTERESTED_IN {declared: true}]->(tag:Tag)
    WITH collect(tag) AS tags, sqrt(sum(tag.idf * tag.idf)) AS length
    UNWIND tags AS tag
    RETURN tag, tag.idf / length AS strength
  }
  WITH tag, sum(strength) AS strength
  WHERE strength > 0
  ORDER BY strength DESC, tag.id
  LIMIT 20
  WITH collect(tag.id) AS tag_ids, collect(strength) AS strengths
  RETURN tag_ids, [strength IN strengths | strength / strengths[0]] AS affinities
}
RETURN user.id AS user_id, tag_ids, affinities
