// What members set of their notifications; those who set nothing are left out.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column off: LIST OF STRING
// column time_zone: STRING
// column quiet_from: STRING
// column quiet_to: STRING
// column mail_hours: INTEGER
// column watches_disputes: BOOLEAN
UNWIND $ids AS id
MATCH (settings:NotificationSettings {user_id: id})
WHERE settings.off IS NOT NULL
RETURN settings.user_id AS user_id, settings.off AS off, settings.time_zone AS time_zone,
       settings.quiet_from AS quiet_from, settings.quiet_to AS quiet_to, settings.mail_hours AS mail_hours,
       coalesce(settings.watches_disputes, false) AS watches_disputes
