// Erase what a person set of their notifications.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (settings:NotificationSettings {user_id: $user_id})
WITH settings LIMIT $limit
DELETE settings
RETURN {notification_settings: count(settings)} AS counts
