// Notifications by id, in no particular order; those shown in the app.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column user_id: STRING
// column kind: STRING
// column actor_ids: LIST OF STRING
// column actor_count: INTEGER
// column count: INTEGER
// column content_id: STRING
// column about_id: STRING
// column place: STRING
// column at: ZONED DATETIME
// column read_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (notification:Notification {id: id})
WHERE notification.place IS NOT NULL
RETURN notification.id AS id, notification.user_id AS user_id, notification.kind AS kind,
       notification.actor_ids AS actor_ids, notification.actor_count AS actor_count, notification.count AS count,
       notification.content_id AS content_id, notification.about_id AS about_id, notification.place AS place,
       notification.at AS at, notification.read_at AS read_at
