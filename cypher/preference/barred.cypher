// What keeps a content out of a member's recommendations whatever its score; no row where they can't find it.
// access: read
// audience: viewer
// param user_id: STRING
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column listed: BOOLEAN
// column own: BOOLEAN
// column hidden: BOOLEAN
// column known: BOOLEAN
// column kept_away: BOOLEAN
MATCH (content:Content {id: $content_id})
WHERE content.visibility IN $audience AND content.published_at <= $now
OPTIONAL MATCH (author:User)-[:AUTHORED]->(content)
OPTIONAL MATCH ()-[done:INTERACTED {key: $user_id + '|' + $content_id}]->()
RETURN content:Standalone AS listed, coalesce(author.id = $user_id, false) AS own,
       coalesce(done.hide_count > 0, false) AS hidden, done IS NOT NULL AS known,
       author IS NOT NULL AND EXISTS { (:User {id: $user_id})-[:MUTES|BLOCKS]->(author) } AS kept_away
