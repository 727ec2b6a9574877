// What stands in ledgers and concerns members: what was granted to them, and what was granted to others for their acts.
// Times are brought to one way of writing: entries that were read and written again name the zone.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column mine: BOOLEAN
// column rule: STRING
// column content_id: STRING
// column kind: STRING
// column at: ZONED DATETIME
// column day: DATE
// column tag_ids: LIST OF STRING
UNWIND $ids AS id
CALL (id) {
  MATCH (entry:PointEntry)
  WHERE entry.user_id = id AND entry.number > 0
  RETURN entry, true AS mine
  UNION ALL
  MATCH (entry:PointEntry)
  WHERE entry.actor_id = id AND entry.user_id <> id
  RETURN entry, false AS mine
}
WITH id, entry, mine
WHERE entry.kind IN ['GRANT', 'RESTORATION']
  AND NOT EXISTS { MATCH (:PointEntry {user_id: entry.user_id, reversal_of: entry.number}) }
OPTIONAL MATCH (content:Content {id: entry.content_id})
RETURN id AS user_id, mine, entry.rule AS rule, entry.content_id AS content_id, content.kind AS kind,
       datetime({datetime: entry.at, timezone: 'Z'}) AS at, entry.day AS day, entry.tag_ids AS tag_ids
