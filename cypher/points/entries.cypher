// The ledgers of members, each in its order.
// access: read
// param ids: LIST OF STRING
// column entry: MAP
UNWIND $ids AS id
MATCH (entry:PointEntry)
WHERE entry.user_id = id AND entry.number > 0
RETURN entry {.*} AS entry
ORDER BY entry.user_id, entry.number
