// Grants to a member and because of what they did that stand, or were taken down and may be put back now: the content is
// not taken down, and the other member isn't barred.
// access: read
// param key: STRING
// column entry: MAP
// column taken_by: INTEGER
CALL () {
  MATCH (entry:PointEntry)
  WHERE entry.user_id = $key AND entry.number > 0
  RETURN entry
  UNION
  MATCH (entry:PointEntry)
  WHERE entry.actor_id = $key
  RETURN entry
}
WITH entry
WHERE entry.kind IN ['GRANT', 'RESTORATION']
OPTIONAL MATCH (ended:PointEntry {user_id: entry.user_id, reversal_of: entry.number})
WITH entry, ended
WHERE ended IS NULL OR (ended.cause IN ['TAKEN_DOWN', 'BANNED']
  AND NOT EXISTS { MATCH (:PointEntry {user_id: entry.user_id, restores: ended.number}) })
  AND NOT EXISTS {
    MATCH (content:Content {id: entry.content_id})
    WHERE content.visibility IN ['WITHDRAWN', 'HIDDEN', 'REMOVED']
  }
  AND NOT EXISTS {
    MATCH (user:User)
    WHERE user.id IN [entry.user_id, entry.actor_id] AND user.id <> $key AND user.points_barred
  }
RETURN entry {.*} AS entry, ended.number AS taken_by
ORDER BY entry.user_id, entry.number
