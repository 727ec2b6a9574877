// Notify a member of what another did, together with what others did of that kind about the same since the member last read.
// What an act makes is told of once: who was notified of that content already isn't again. Nobody reads of what they don't want,
// or of what was taken down meanwhile.
// access: write
// param id: STRING
// param place: STRING
// param user_id: STRING
// param kind: STRING
// param actor_id: STRING
// param content_id: STRING
// param about_id: STRING
// param group: STRING
// param at: ZONED DATETIME
// param most: INTEGER
// column id: STRING
// column user_id: STRING
MATCH (user:User {id: $user_id})
OPTIONAL MATCH (settings:NotificationSettings {user_id: $user_id})
WITH coalesce(settings.off, []) AS off, 'MAIL' IN coalesce(user.consents, []) AS by_mail
WITH NOT $kind + ':IN_APP' IN off AS in_app, by_mail AND NOT $kind + ':MAIL' IN off AS by_mail
WHERE (in_app OR by_mail) AND NOT EXISTS {
  MATCH (known:Notification) WHERE known.user_id = $user_id AND known.content_id = $content_id }
  AND NOT EXISTS { MATCH (content:Content {id: $content_id}) WHERE content.visibility_before IS NOT NULL }
MERGE (notification:Notification {user_id: $user_id, group: $group})
ON CREATE SET notification.id = $id, notification.kind = $kind, notification.about_id = $about_id,
  notification.actor_ids = [], notification.actor_count = 0, notification.count = 0
SET notification.count = notification.count + 1, notification.at = $at, notification.content_id = $content_id,
  notification.place = CASE WHEN in_app THEN $place END, notification.unread = CASE WHEN in_app THEN $place END,
  notification.mail_user = CASE WHEN by_mail THEN $user_id END
WITH notification, in_app
CALL (notification) {
  WITH notification WHERE $actor_id IS NOT NULL
  OPTIONAL MATCH (known:NotificationActor {notification_id: notification.id, user_id: $actor_id})
  FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END |
    CREATE (:NotificationActor {notification_id: notification.id, user_id: $actor_id}))
  SET notification.actor_id = $actor_id,
    notification.actor_count = notification.actor_count + CASE WHEN known IS NULL THEN 1 ELSE 0 END,
    notification.actor_ids = ([$actor_id] + [id IN notification.actor_ids WHERE id <> $actor_id])[..$most]
}
WITH notification, in_app WHERE in_app
RETURN notification.id AS id, notification.user_id AS user_id
