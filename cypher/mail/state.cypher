// Where a member's mails stand. Touching them first locks them: of several processes one sends, and an erasure waits.
// access: write
// param user_id: STRING
// column user_id: STRING
// column display_name: STRING
// column consented: BOOLEAN
// column email: STRING
// column settings: MAP
// column mailed_at: ZONED DATETIME
// column mail_id: STRING
// column mail_ids: LIST OF STRING
// column next_try_at: ZONED DATETIME
// column failures: INTEGER
MATCH (user:User {id: $user_id})
SET user:User
MERGE (settings:NotificationSettings {user_id: $user_id})
SET settings.user_id = $user_id
WITH user, settings
OPTIONAL MATCH (pii:UserPii {user_id: $user_id})
RETURN $user_id AS user_id, user.display_name AS display_name, 'MAIL' IN coalesce(user.consents, []) AS consented,
       pii.email AS email,
       {user_id: $user_id, off: coalesce(settings.off, []), time_zone: coalesce(settings.time_zone, 'UTC'),
        quiet_from: settings.quiet_from, quiet_to: settings.quiet_to,
        mail_hours: coalesce(settings.mail_hours, 24)} AS settings,
       settings.mailed_at AS mailed_at, settings.mail_id AS mail_id, coalesce(settings.mail_ids, []) AS mail_ids,
       settings.next_try_at AS next_try_at, coalesce(settings.failures, 0) AS failures
