// Begin a mail of a member, or take one up that was begun: what is in it, and until when nobody else tries.
// access: write
// param user_id: STRING
// param mail_id: STRING
// param begun: LIST OF STRING
// param until: ZONED DATETIME
// param limit: INTEGER
// column mail_ids: LIST OF STRING
MATCH (settings:NotificationSettings {user_id: $user_id})
CALL () {
  MATCH (notification:Notification)
  WHERE notification.mail_user = $user_id
  WITH notification.id AS id ORDER BY notification.at DESC LIMIT $limit
  RETURN collect(id) AS waiting
}
WITH settings, CASE WHEN $begun = [] THEN waiting ELSE $begun END AS ids
SET settings.mail_id = $mail_id, settings.mail_ids = ids, settings.next_try_at = $until
RETURN ids AS mail_ids
