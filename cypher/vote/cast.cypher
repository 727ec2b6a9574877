// Keep what a member votes on a content; gives back what they voted before. NONE takes a vote back.
// access: write
// param user_id: STRING
// param content_id: STRING
// param value: STRING
// param at: ZONED DATETIME
// column was: STRING
MATCH (user:User {id: $user_id})
MATCH (content:Content {id: $content_id})
MERGE (user)-[vote:VOTED {key: $user_id + '|' + $content_id}]->(content)
WITH vote, coalesce(vote.value, 'NONE') AS was
FOREACH (_ IN CASE WHEN $value <> was THEN [1] ELSE [] END | SET vote.value = $value, vote.at = $at)
FOREACH (_ IN CASE WHEN $value = 'NONE' THEN [1] ELSE [] END | DELETE vote)
RETURN was
