// Erase what a person was notified of, and what others were notified of because of them alone.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (notification:Notification)
  WHERE notification.user_id = $user_id AND notification.id > ''
  RETURN notification
  LIMIT $limit
  UNION
  MATCH (notification:Notification)
  WHERE notification.actor_id = $user_id
  RETURN notification
  LIMIT $limit
}
WITH notification LIMIT $limit
CALL (notification) {
  MATCH (actor:NotificationActor)
  WHERE actor.notification_id = notification.id AND actor.user_id > ''
  DELETE actor
}
WITH collect(notification) AS old
FOREACH (notification IN old | DELETE notification)
RETURN {notifications: size(old)} AS counts
