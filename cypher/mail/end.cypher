// A mail was sent, or is given up: what was in it waits no longer, unless more came to it meanwhile.
// access: write
// param user_id: STRING
// param mail_id: STRING
// param begun_at: ZONED DATETIME
// param mailed_at: ZONED DATETIME
MATCH (settings:NotificationSettings {user_id: $user_id})
WHERE settings.mail_id = $mail_id
CALL (settings) {
  UNWIND settings.mail_ids AS id
  MATCH (notification:Notification {id: id})
  WHERE notification.at <= $begun_at
  REMOVE notification.mail_user
}
SET settings.mailed_at = coalesce($mailed_at, settings.mailed_at)
REMOVE settings.mail_id, settings.mail_ids, settings.next_try_at, settings.failures
