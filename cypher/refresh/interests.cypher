// The tags that users are drawn to: each content they had to do with adds the vector of its tags, of length 1, in which rare
// tags weigh more; what they declared counts as one content more, and is kept. Relative to the strongest.
// Of who doesn't consent to personalisation nothing is learned, nor of what was done before a reset.
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
    WHERE done.first_at < $as_of AND done.interest > 0 AND 'PERSONALISATION' IN user.consents
      AND (user.learned_from IS NULL OR user.learned_from <= CASE WHEN done.last_at < $as_of THEN done.last_at ELSE done.first_at END)
    MATCH (content)-[:TAGGED]->(tag:Tag)
    WITH content, collect(tag) AS tags, sqrt(sum(tag.idf * tag.idf)) AS length
    UNWIND tags AS tag
    RETURN tag, sum(tag.idf / length) AS strength, false AS declared
    UNION ALL
    MATCH (user)-[said:INTERESTED_IN {declared: true}]->(tag:Tag)
    WITH collect(tag) AS tags, sqrt(sum(tag.idf * tag.idf)) AS length
    UNWIND tags AS tag
    RETURN tag, tag.idf / length AS strength, true AS declared
  }
  WITH tag, sum(strength) AS strength, max(declared) AS declared
  WHERE strength > 0
  ORDER BY strength DESC, tag.id
  WITH collect({id: tag.id, strength: strength, declared: declared}) AS found
  WITH found[0].strength AS strongest,
       [n IN range(0, size(found) - 1) WHERE n < 20 OR found[n].declared | found[n]] AS kept
  RETURN [interest IN kept | interest.id] AS tag_ids, [interest IN kept | interest.strength / strongest] AS affinities
}
RETURN user.id AS user_id, tag_ids, affinities
