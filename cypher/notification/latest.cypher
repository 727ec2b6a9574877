// What a member was notified of, the latest first.
// access: read
// param user_id: STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column user_id: STRING
// column kind: STRING
// column actor_id: STRING
// column content_id: STRING
// column at: ZONED DATETIME
// column read_at: ZONED DATETIME
MATCH (notification:Notification)
WHERE notification.user_id = $user_id AND notification.id < $before_id
RETURN notification.id AS id, notification.user_id AS user_id, notification.kind AS kind,
       notification.actor_id AS actor_id, notification.content_id AS content_id, notification.at AS at,
       notification.read_at AS read_at
ORDER BY notification.user_id DESC, notification.id DESC
LIMIT $limit
