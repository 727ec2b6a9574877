// Grants because of a fact that stand, or were taken down and may be put back.
// access: read
// param key: STRING
// column entry: MAP
// column taken_by: INTEGER
MATCH (entry:PointEntry)
WHERE entry.fact_id = $key AND entry.kind IN ['GRANT', 'RESTORATION']
OPTIONAL MATCH (ended:PointEntry {user_id: entry.user_id, reversal_of: entry.number})
WITH entry, ended
WHERE ended IS NULL OR (ended.cause IN ['TAKEN_DOWN', 'BANNED']
  AND NOT EXISTS { MATCH (:PointEntry {user_id: entry.user_id, restores: ended.number}) })
RETURN entry {.*} AS entry, ended.number AS taken_by
ORDER BY entry.user_id, entry.number
