// One step of PageRank to members: what those whom a whole run has ranked, of the last fifty readers of each of their newest
// twenty contents, hand on to them. Newcomers hand on nothing, and neither does who is banned.
// access: read
// param ids: LIST OF STRING
// param scale: FLOAT
// column user_id: STRING
// column handed: FLOAT
// column givers: INTEGER
UNWIND $ids AS id
MATCH (user:User {id: id})
CALL (user) {
  CALL (user) {
    MATCH (user)-[wrote:AUTHORED]->(content:Content)
    USING INDEX SEEK wrote:AUTHORED(user_id, at)
    WHERE wrote.user_id = user.id AND wrote.at IS NOT NULL
    RETURN content ORDER BY wrote.user_id DESC, wrote.at DESC LIMIT 20
  }
  MATCH (near:Neighbourhood {content_id: content.id})
  UNWIND near.recent_readers AS reader_id
  MATCH (reader:User {id: reader_id})
  WHERE reader <> user AND reader.points_barred IS NULL
  MATCH (reader)-[done:INTERACTED {key: reader_id + '|' + content.id}]->(content)
  WITH reader, sum(done.interest) / $scale AS weight
  WITH weight, CASE WHEN reader.influence_stepped IS NULL THEN coalesce(reader.influence, 0.0) ELSE 0.0 END AS influence,
       coalesce(reader.influence_given, 0.0) AS given
  WHERE weight > 0
  RETURN sum(influence * weight / (given + weight)) AS handed, count(*) AS givers
}
WITH user, toFloat(handed) AS handed, givers
WHERE givers > 0 OR EXISTS {
  MATCH (user)-[done:INTERACTED]->(:Content)<-[:AUTHORED]-(author:User) WHERE done.interest > 0 AND author <> user }
RETURN user.id AS user_id, handed, givers
