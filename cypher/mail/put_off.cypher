// A mail couldn't be sent: note when to try again.
// access: write
// param user_id: STRING
// param mail_id: STRING
// param next_try_at: ZONED DATETIME
// param failures: INTEGER
MATCH (settings:NotificationSettings {user_id: $user_id})
WHERE settings.mail_id = $mail_id
SET settings.next_try_at = $next_try_at, settings.failures = $failures
