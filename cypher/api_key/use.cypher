// Note when a key was last used, unless somebody noted it since.
// access: write
// param id: STRING
// param at: ZONED DATETIME
// param unless_since: ZONED DATETIME
MATCH (key:ApiKey {id: $id})
WHERE coalesce(key.last_used_at < $unless_since, true)
SET key.last_used_at = $at
