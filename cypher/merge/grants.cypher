// Make what an account holds the survivor's: the union of both. Of two from one source the one that lasts longer stays.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (old:EntitlementGrant)
WHERE old.user_id = $from_id AND old.id > ''
WITH old LIMIT $limit
WITH old, $into_id + ' ' + old.benefit_id + ' ' + old.source_kind + ' ' + old.source_id AS key,
     datetime({year: 9999}) AS never
OPTIONAL MATCH (own:EntitlementGrant {key: key})
WITH old, own, key,
     reduce(end = never, at IN [old.expires_at, old.ended_at] | CASE WHEN at < end THEN at ELSE end END) >
     reduce(end = never, at IN [own.expires_at, own.ended_at] | CASE WHEN at < end THEN at ELSE end END) AS longer
FOREACH (one IN CASE WHEN own IS NULL THEN [old] ELSE [] END | SET one.user_id = $into_id, one.key = key)
FOREACH (one IN CASE WHEN own IS NOT NULL AND longer THEN [own] ELSE [] END |
  SET one.expires_at = old.expires_at, one.ended_at = old.ended_at, one.end_reason = old.end_reason)
FOREACH (one IN CASE WHEN own IS NULL THEN [] ELSE [old] END | DELETE one)
RETURN {grants: count(*)} AS counts
