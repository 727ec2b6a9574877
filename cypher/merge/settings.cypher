// Let the survivor's settings of notifications hold, and what either of the two doesn't want to hear of be off.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (old:NotificationSettings {user_id: $from_id})
WITH old LIMIT $limit
OPTIONAL MATCH (own:NotificationSettings {user_id: $into_id})
FOREACH (one IN CASE WHEN own IS NULL THEN [] ELSE [own] END |
  SET one.off = coalesce(one.off, []) + [kind IN coalesce(old.off, []) WHERE NOT kind IN coalesce(one.off, [])])
FOREACH (one IN CASE WHEN own IS NULL THEN [old] ELSE [] END | SET one.user_id = $into_id)
FOREACH (one IN CASE WHEN own IS NULL THEN [] ELSE [old] END | DELETE one)
RETURN {notification_settings: count(*)} AS counts
