// Make what a member said on closing questions the survivor's: one word on each, that of the survivor where there are two. What was
// decided stays decided.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (:Merged {user_id: $from_id})-[old:JUDGED]->(closing:Closing)
WITH user, old, closing LIMIT $limit
WITH user, old, closing, $into_id + substring(old.key, size($from_id)) AS key, properties(old) AS said
OPTIONAL MATCH ()-[own:JUDGED {key: key}]->()
FOREACH (_ IN CASE WHEN own IS NULL THEN [1] ELSE [] END |
  CREATE (user)-[:JUDGED {key: key, act: said.act, reason: said.reason, original_id: said.original_id, note: said.note, at: said.at,
    decided: said.decided}]->(closing))
FOREACH (_ IN CASE WHEN own IS NULL OR said.decided IS NULL THEN [] ELSE [1] END | SET own.decided = true)
DELETE old
RETURN {close_votes: count(old)} AS counts
