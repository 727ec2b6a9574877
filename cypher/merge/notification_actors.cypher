// Let the survivor stand for a member in what others were notified of, once.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (actor:NotificationActor)
  WHERE actor.user_id = $from_id
  RETURN actor.notification_id AS id
  LIMIT $limit
  UNION
  MATCH (notification:Notification)
  WHERE notification.actor_id = $from_id
  RETURN notification.id AS id
  LIMIT $limit
}
WITH id LIMIT $limit
OPTIONAL MATCH (notification:Notification {id: id})
OPTIONAL MATCH (old:NotificationActor {notification_id: id, user_id: $from_id})
OPTIONAL MATCH (own:NotificationActor {notification_id: id, user_id: $into_id})
FOREACH (one IN CASE WHEN notification IS NULL THEN [] ELSE [notification] END |
  SET one.actor_id = CASE one.actor_id WHEN $from_id THEN $into_id ELSE one.actor_id END,
    one.actor_ids = CASE WHEN $into_id IN one.actor_ids THEN [actor IN one.actor_ids WHERE actor <> $from_id]
      ELSE [actor IN one.actor_ids | CASE actor WHEN $from_id THEN $into_id ELSE actor END] END,
    one.actor_count = one.actor_count - CASE WHEN old IS NOT NULL AND own IS NOT NULL THEN 1 ELSE 0 END)
FOREACH (actor IN CASE WHEN old IS NOT NULL AND own IS NULL THEN [old] ELSE [] END | SET actor.user_id = $into_id)
FOREACH (actor IN CASE WHEN own IS NULL THEN [] ELSE [old] END | DELETE actor)
RETURN {notification_actors: count(*)} AS counts
