// What a user was notified of, in the order of ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (notification:Notification)
WHERE notification.user_id = $user_id AND notification.id > $after
RETURN notification.id AS key, notification {.*} AS row
ORDER BY notification.user_id, notification.id
LIMIT $limit
