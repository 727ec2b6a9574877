// Members for whom notifications wait to be mailed, in the order of ids.
// access: read
// param after: STRING
// param limit: INTEGER
// column user_id: STRING
MATCH (notification:Notification)
WHERE notification.mail_user > $after
WITH DISTINCT notification.mail_user AS user_id
ORDER BY user_id
LIMIT $limit
RETURN user_id
