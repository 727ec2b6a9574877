// Keep what a member sets of their notifications; no row when they are gone. Touching the user first locks them.
// access: write
// param user_id: STRING
// param off: LIST OF STRING
// param time_zone: STRING
// param quiet_from: STRING
// param quiet_to: STRING
// param mail_hours: INTEGER
// param watches_disputes: BOOLEAN
// column user_id: STRING
MATCH (user:User {id: $user_id})
SET user:User
MERGE (settings:NotificationSettings {user_id: $user_id})
SET settings.off = $off, settings.time_zone = $time_zone, settings.quiet_from = $quiet_from,
    settings.quiet_to = $quiet_to, settings.mail_hours = $mail_hours,
    settings.watches_disputes = CASE WHEN $watches_disputes THEN true END
RETURN settings.user_id AS user_id
