// A user's ledger of points, without who else it tells of.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (entry:PointEntry)
WHERE entry.user_id = $user_id AND entry.number > toInteger('0' + $after)
RETURN toString(entry.number) AS key,
       entry {.number, .kind, .rule, .rule_version, .content_id, .area_id, .tag_ids, .at, .day, .cap, .delta, .reversal_of, .restores,
              .cause, .recorded_at} AS row
ORDER BY entry.user_id, entry.number
LIMIT $limit
