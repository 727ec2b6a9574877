// Notify members of a content, those of them that aren't yet; gives back whom it notified now.
// access: write
// param content_id: STRING
// param actor_id: STRING
// param at: ZONED DATETIME
// param rows: LIST OF MAP
// column id: STRING
// column user_id: STRING
UNWIND $rows AS row
MERGE (notification:Notification {user_id: row.user_id, content_id: $content_id})
ON CREATE SET notification.id = row.id, notification.kind = row.kind, notification.actor_id = $actor_id,
  notification.at = $at
WITH notification, row
WHERE notification.id = row.id
RETURN notification.id AS id, notification.user_id AS user_id
