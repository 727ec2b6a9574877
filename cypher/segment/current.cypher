// The segments users are in now.
// access: read
// param user_ids: LIST OF STRING
// column user_id: STRING
// column segment: STRING
// column since: ZONED DATETIME
// column until: ZONED DATETIME
// column reason: STRING
// column activity_percentile: FLOAT
// column revenue_percentile: FLOAT
// column trend: FLOAT
// column events: INTEGER
// column pending: STRING
UNWIND $user_ids AS user_id
MATCH (:User {id: user_id})-[:ASSIGNED]->(held:SegmentAssignment)
WHERE held.until IS NULL
RETURN user_id, held.segment AS segment, held.since AS since, held.until AS until, held.reason AS reason,
       held.activity_percentile AS activity_percentile, held.revenue_percentile AS revenue_percentile, held.trend AS trend,
       held.events AS events, held.pending AS pending
