// Make what a member has used the survivor's. Of one content both count as one: from when the first opened it, as far as the one
// who came further.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (old:Consumption)
WHERE old.user_id = $from_id AND old.content_id > ''
WITH old LIMIT $limit
MERGE (own:Consumption {key: $into_id + '|' + old.content_id})
ON CREATE SET own.user_id = $into_id, own.content_id = old.content_id, own.first_at = old.first_at, own.last_at = old.last_at,
  own.percent = old.percent, own.completed_at = old.completed_at, own.begun_at = old.begun_at
ON MATCH SET own.first_at = CASE WHEN old.first_at < own.first_at THEN old.first_at ELSE own.first_at END,
  own.last_at = CASE WHEN old.last_at > own.last_at THEN old.last_at ELSE own.last_at END,
  own.percent = CASE WHEN old.percent > own.percent THEN old.percent ELSE own.percent END,
  own.completed_at = CASE WHEN old.completed_at < own.completed_at THEN old.completed_at
                          ELSE coalesce(own.completed_at, old.completed_at) END,
  own.begun_at = CASE WHEN old.begun_at < own.begun_at THEN old.begun_at ELSE coalesce(own.begun_at, old.begun_at) END
DELETE old
RETURN {consumption: count(*)} AS counts
