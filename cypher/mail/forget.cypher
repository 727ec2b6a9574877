// Who can't be reached, or doesn't want to be, has nothing waiting.
// access: write
// param user_id: STRING
MATCH (settings:NotificationSettings {user_id: $user_id})
REMOVE settings.mail_id, settings.mail_ids, settings.next_try_at, settings.failures
WITH settings
MATCH (notification:Notification)
WHERE notification.mail_user = $user_id
REMOVE notification.mail_user
