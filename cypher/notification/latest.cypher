// What a member was notified of, the latest first.
// access: read
// param user_id: STRING
// param before: STRING
// param limit: INTEGER
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
MATCH (notification:Notification)
WHERE notification.user_id = $user_id AND notification.place < $before
WITH notification
ORDER BY notification.user_id DESC, notification.place DESC
LIMIT $limit
RETURN notification.id AS id, notification.user_id AS user_id, notification.kind AS kind,
       notification.actor_ids AS actor_ids, notification.actor_count AS actor_count, notification.count AS count,
       notification.content_id AS content_id, notification.about_id AS about_id, notification.place AS place,
       notification.at AS at, notification.read_at AS read_at
ORDER BY place DESC
