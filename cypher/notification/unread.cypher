// How many notifications a member hasn't read.
// access: read
// param user_id: STRING
// column total: INTEGER
MATCH (notification:Notification)
WHERE notification.user_id = $user_id AND notification.id > '' AND notification.read_at IS NULL
RETURN count(notification) AS total
