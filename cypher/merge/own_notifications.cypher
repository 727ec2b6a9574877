// Take the survivor out of what they were notified of: what they did under the one name, under the other. What is left of nobody goes.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (notification:Notification)
WHERE notification.actor_id = $into_id AND notification.user_id = $into_id
WITH notification LIMIT $limit
OPTIONAL MATCH (own:NotificationActor {notification_id: notification.id, user_id: $into_id})
WITH notification, own, COLLECT {
  MATCH (other:NotificationActor)
  WHERE other.notification_id = notification.id AND other.user_id > '' AND other.user_id <> $into_id
  RETURN other.user_id LIMIT 3
} AS others
FOREACH (one IN CASE WHEN others = [] THEN [] ELSE [notification] END |
  SET one.actor_ids = others, one.actor_id = others[0], one.actor_count = one.actor_count - 1)
FOREACH (one IN CASE WHEN others = [] THEN [notification] ELSE [] END | DELETE one)
DELETE own
RETURN {own_notifications: count(*)} AS counts
