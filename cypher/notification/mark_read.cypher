// Note that a member has read their notifications: those of these ids, or all without any.
// access: write
// param user_id: STRING
// param ids: LIST OF STRING
// param at: ZONED DATETIME
MATCH (notification:Notification)
WHERE notification.user_id = $user_id AND notification.id > '' AND notification.read_at IS NULL
  AND ($ids IS NULL OR notification.id IN $ids)
SET notification.read_at = $at
