// Notify members of a content, those of them who want it and aren't yet; gives back whom it notified now.
// access: write
// param content_id: STRING
// param actor_id: STRING
// param at: ZONED DATETIME
// param rows: LIST OF MAP
// column id: STRING
// column user_id: STRING
UNWIND $rows AS row
MATCH (user:User {id: row.user_id})
OPTIONAL MATCH (settings:NotificationSettings {user_id: row.user_id})
WITH row, coalesce(settings.off, []) AS off, 'MAIL' IN coalesce(user.consents, []) AS by_mail
WITH row, NOT row.kind + ':IN_APP' IN off AS in_app, by_mail AND NOT row.kind + ':MAIL' IN off AS by_mail
WHERE (in_app OR by_mail) AND NOT EXISTS {
  MATCH (known:Notification) WHERE known.user_id = row.user_id AND known.content_id = $content_id }
MERGE (notification:Notification {user_id: row.user_id, group: row.group})
ON CREATE SET notification.id = row.id, notification.kind = row.kind, notification.actor_id = $actor_id,
  notification.actor_ids = [$actor_id], notification.actor_count = 1, notification.count = 1,
  notification.content_id = $content_id, notification.at = $at,
  notification.place = CASE WHEN in_app THEN row.place END, notification.unread = CASE WHEN in_app THEN row.place END,
  notification.mail_user = CASE WHEN by_mail THEN row.user_id END
WITH notification, row, in_app
WHERE notification.id = row.id AND in_app
RETURN notification.id AS id, notification.user_id AS user_id
