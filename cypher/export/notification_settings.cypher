// What a user set of their notifications.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (settings:NotificationSettings {user_id: $user_id})
WHERE settings.user_id > $after
RETURN settings.user_id AS key, settings {.*} AS row
LIMIT $limit
