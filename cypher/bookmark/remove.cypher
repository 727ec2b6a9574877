// Keep a content for a member no longer; no row when it wasn't kept.
// access: write
// param user_id: STRING
// param content_id: STRING
// column changed: BOOLEAN
MATCH ()-[kept:BOOKMARKED {key: $user_id + '|' + $content_id}]->()
DELETE kept
RETURN true AS changed
