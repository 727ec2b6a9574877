// Store who read contents last.
// access: write
// param ids: LIST OF STRING
// param as_of: ZONED DATETIME
UNWIND $ids AS id
MATCH (content:Content {id: id})
CALL (content) {
  MATCH (content)<-[done:INTERACTED]-(user)
  WHERE done.first_at < $as_of AND done.interest > 0
  WITH user, CASE WHEN done.last_at < $as_of THEN done.last_at ELSE done.first_at END AS last_at
  WITH user.id AS user_id, last_at.epochMillis AS ms
  ORDER BY ms DESC, user_id DESC
  LIMIT 50
  RETURN collect(user_id) AS recent_readers
}
WITH content, recent_readers
WHERE size(recent_readers) > 0 OR EXISTS { (content)-[:HAS_NEIGHBOURS]->() }
MERGE (near:Neighbourhood {content_id: content.id})
MERGE (content)-[:HAS_NEIGHBOURS]->(near)
SET near.recent_readers = recent_readers
