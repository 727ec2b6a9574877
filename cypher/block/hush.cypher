// Have a member done with what they were told of one other member alone: it counts as read, and isn't mailed.
// access: write
// param user_id: STRING
// param actor_id: STRING
// param at: ZONED DATETIME
MATCH (notification:Notification)
WHERE notification.user_id = $user_id AND notification.unread > ''
  AND notification.actor_id = $actor_id AND notification.actor_count = 1
SET notification.read_at = $at
REMOVE notification.unread, notification.group, notification.mail_user
