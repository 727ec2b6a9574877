// Keep a content for a member, with their note; gives back whether it wasn't kept before.
// access: write
// param user_id: STRING
// param content_id: STRING
// param note: STRING
// param at: ZONED DATETIME
// column changed: BOOLEAN
MATCH (user:User {id: $user_id})
MATCH (content:Content {id: $content_id})
MERGE (user)-[kept:BOOKMARKED {key: $user_id + '|' + $content_id}]->(content)
WITH kept, kept.at IS NULL AS changed
SET kept.user_id = $user_id, kept.at = coalesce(kept.at, $at), kept.note = $note
RETURN changed
