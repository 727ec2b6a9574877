// Add what a member did to contents to what the survivor did to them: counts and interest are summed, the first and last times are those
// of both. Interest is decayed forward, so that sums need no weighing. Among the last readers the survivor stands in their place.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (:Merged {user_id: $from_id})-[old:INTERACTED]->(content:Content)
WITH user, old, content LIMIT $limit
WITH user, old, content ORDER BY content.id
SET content:Content
WITH user, old, content
OPTIONAL MATCH (near:Neighbourhood {content_id: content.id})
SET near:Neighbourhood
SET near.recent_readers = CASE WHEN $into_id IN near.recent_readers
  THEN [reader IN near.recent_readers WHERE reader <> $from_id]
  ELSE [reader IN near.recent_readers | CASE reader WHEN $from_id THEN $into_id ELSE reader END] END
WITH user, old, content, properties(old) AS was
MERGE (user)-[done:INTERACTED {key: $into_id + '|' + content.id}]->(content)
SET done.interest = coalesce(done.interest, 0.0) + coalesce(was.interest, 0.0)
FOREACH (name IN [name IN keys(was) WHERE name ENDS WITH '_count' OR name = 'dwell_seconds'] |
  SET done[name] = coalesce(done[name], 0) + was[name])
FOREACH (name IN [name IN keys(was) WHERE name ENDS WITH '_first' OR name = 'first_at'] |
  SET done[name] = CASE WHEN done[name] <= was[name] THEN done[name] ELSE was[name] END)
FOREACH (name IN [name IN keys(was) WHERE name ENDS WITH '_last' OR name = 'last_at'] |
  SET done[name] = CASE WHEN done[name] >= was[name] THEN done[name] ELSE was[name] END)
DELETE old
RETURN {interactions: count(old)} AS counts
