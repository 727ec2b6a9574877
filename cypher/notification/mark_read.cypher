// Note that a member has read their notifications: those of these ids, or all up to one of theirs, or all. What comes after
// is told of anew.
// access: write
// param user_id: STRING
// param ids: LIST OF STRING
// param up_to: STRING
// param at: ZONED DATETIME
OPTIONAL MATCH (last:Notification {id: $up_to})
WHERE last.user_id = $user_id
WITH last.place AS last
MATCH (notification:Notification)
WHERE notification.user_id = $user_id AND notification.unread > ''
  AND ($ids IS NULL OR notification.id IN $ids) AND ($up_to IS NULL OR notification.unread <= last)
SET notification.read_at = $at
REMOVE notification.unread, notification.group, notification.mail_user
