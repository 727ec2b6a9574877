// Store what users who consent to personalisation did last (since a reset, if there was one), with how many contents they ever had to do, and when they last came by.
// access: write
// param ids: LIST OF STRING
// param as_of: ZONED DATETIME
// param visited_by: ZONED DATETIME
UNWIND $ids AS id
MATCH (user:User {id: id}) WHERE 'PERSONALISATION' IN user.consents
CALL (user) {
  MATCH (user)-[done:INTERACTED]->(content)
  WHERE done.first_at < $as_of AND done.interest > 0
  WITH content.id AS content_id, done.first_at AS first_at,
       CASE WHEN done.last_at < $as_of THEN done.last_at ELSE done.first_at END AS last_at
  WHERE user.learned_from IS NULL OR user.learned_from <= last_at
  WITH content_id, last_at.epochMillis AS ms,
       CASE WHEN last_at <= $visited_by THEN last_at WHEN first_at <= $visited_by THEN first_at END AS visited_at
  ORDER BY ms DESC, content_id DESC
  RETURN collect(content_id)[..50] AS recent_ids, collect(ms)[..50] AS recent_ms, count(*) AS degree,
         max(visited_at) AS last_visit_at
}
WITH user, recent_ids, recent_ms, degree, last_visit_at
WHERE degree > 0 OR EXISTS { (user)-[:HAS_CANDIDATES]->() }
MERGE (list:CandidateList {user_id: user.id})
MERGE (user)-[:HAS_CANDIDATES]->(list)
SET list.recent_ids = recent_ids, list.recent_ms = recent_ms, list.degree = degree, list.last_visit_at = last_visit_at
