// How many notifications a member hasn't read, counted up to a limit.
// access: read
// param user_id: STRING
// param limit: INTEGER
// column total: INTEGER
MATCH (notification:Notification)
WHERE notification.user_id = $user_id AND notification.unread > ''
WITH notification LIMIT $limit
RETURN count(notification) AS total
