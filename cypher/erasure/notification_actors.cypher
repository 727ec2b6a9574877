// Take a person out of what others were notified of together with what other people did.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (actor:NotificationActor)
WHERE actor.user_id = $user_id
WITH actor LIMIT $limit
OPTIONAL MATCH (notification:Notification {id: actor.notification_id})
WITH actor, notification, COLLECT {
  MATCH (other:NotificationActor)
  WHERE other.notification_id = notification.id AND other.user_id > '' AND other.user_id <> $user_id
  RETURN other.user_id LIMIT 3
} AS others
FOREACH (one IN CASE WHEN notification IS NULL OR others = [] THEN [] ELSE [notification] END |
  SET one.actor_ids = others, one.actor_id = others[0], one.actor_count = one.actor_count - 1)
DELETE actor
RETURN {notification_actors: count(*)} AS counts
