// What a mail tells of: those notifications that still wait, with what their member may find of the contents they are about.
// access: read
// audience: viewer
// param user_id: STRING
// param ids: LIST OF STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column kind: STRING
// column actor: STRING
// column actor_count: INTEGER
// column title: STRING
// column content_id: STRING
// column slug: STRING
// column gone: BOOLEAN
// column at: ZONED DATETIME
UNWIND $ids AS id
MATCH (notification:Notification {id: id})
WHERE notification.mail_user = $user_id
OPTIONAL MATCH (content:Content {id: notification.content_id})
WHERE content.visibility IN $audience AND content.published_at <= $now
OPTIONAL MATCH (actor:User {id: notification.actor_id})
WHERE NOT EXISTS { (:User {id: $user_id})-[:MUTES|BLOCKS]->(actor) }
RETURN notification.kind AS kind, actor.display_name AS actor, notification.actor_count AS actor_count,
       content.title AS title, content.id AS content_id, content.slug AS slug,
       notification.content_id IS NOT NULL AND content IS NULL AS gone, notification.at AS at
ORDER BY at DESC
