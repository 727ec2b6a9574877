// Notify members of what another member did that is about no content; gives back whom it notified now.
// access: write
// param actor_id: STRING
// param at: ZONED DATETIME
// param rows: LIST OF MAP
// column id: STRING
// column user_id: STRING
UNWIND $rows AS row
OPTIONAL MATCH (known:Notification {id: row.id})
WITH row, known
WHERE known IS NULL
CREATE (notification:Notification {id: row.id, user_id: row.user_id, kind: row.kind, actor_id: $actor_id, at: $at})
RETURN notification.id AS id, notification.user_id AS user_id
