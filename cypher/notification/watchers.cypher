// Who wants to be told of disputed services.
// access: read
// param limit: INTEGER
// column user_id: STRING
MATCH (settings:NotificationSettings)
WHERE settings.watches_disputes = true
RETURN settings.user_id AS user_id
ORDER BY user_id
LIMIT $limit
