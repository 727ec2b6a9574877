// Make what a member was notified of the survivor's. What is still gathered for both stays two, of which one gathers on.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (notification:Notification)
WHERE notification.user_id = $from_id AND notification.id > ''
WITH notification LIMIT $limit
SET notification.group = CASE
  WHEN EXISTS { MATCH (:Notification {user_id: $into_id, group: notification.group}) } THEN NULL
  ELSE notification.group END
SET notification.user_id = $into_id,
  notification.mail_user = CASE WHEN notification.mail_user IS NOT NULL THEN $into_id END
RETURN {notifications: count(notification)} AS counts
