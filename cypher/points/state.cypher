// What a grant depends on: whether it stands already, how much was gained that day, and how often of late from that member.
// access: read
// param rows: LIST OF MAP
// column number: INTEGER
// column stands: BOOLEAN
// column received: INTEGER
// column made: INTEGER
// column earlier: INTEGER
UNWIND $rows AS row
OPTIONAL MATCH (day:PointDay {user_id: row.user_id, date: row.day})
RETURN row.number AS number,
       EXISTS {
         MATCH (entry:PointEntry {user_id: row.user_id, fact_id: row.fact_id})
         WHERE entry.rule = row.rule AND entry.kind IN ['GRANT', 'RESTORATION']
           AND NOT EXISTS { MATCH (:PointEntry {user_id: row.user_id, reversal_of: entry.number}) }
       } AS stands,
       coalesce(day.received, 0) AS received,
       coalesce(day.made, 0) AS made,
       COUNT {
         MATCH (entry:PointEntry)
         WHERE entry.user_id = row.user_id AND entry.actor_id = row.giver_id
           AND entry.at > row.since AND entry.at <= row.at
           AND entry.rule = row.rule AND entry.kind IN ['GRANT', 'RESTORATION']
           AND NOT EXISTS { MATCH (:PointEntry {user_id: row.user_id, reversal_of: entry.number}) }
       } AS earlier
