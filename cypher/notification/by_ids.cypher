// Notifications by id, in no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column user_id: STRING
// column kind: STRING
// column actor_id: STRING
// column content_id: STRING
// column at: ZONED DATETIME
// column read_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (notification:Notification {id: id})
RETURN notification.id AS id, notification.user_id AS user_id, notification.kind AS kind,
       notification.actor_id AS actor_id, notification.content_id AS content_id, notification.at AS at,
       notification.read_at AS read_at
