// Delete old notifications, a batch at a time, and say how many.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column pruned: INTEGER
MATCH (notification:Notification)
WHERE notification.at < $before
WITH notification LIMIT $limit
CALL (notification) {
  MATCH (actor:NotificationActor)
  WHERE actor.notification_id = notification.id AND actor.user_id > ''
  DELETE actor
}
WITH collect(notification) AS old
FOREACH (notification IN old | DELETE notification)
RETURN size(old) AS pruned
