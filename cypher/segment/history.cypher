// The segments a user was in, the latest first.
// access: read
// param user_id: STRING
// param limit: INTEGER
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
MATCH (:User {id: $user_id})-[:ASSIGNED]->(held:SegmentAssignment)
RETURN $user_id AS user_id, held.segment AS segment, held.since AS since, held.until AS until, held.reason AS reason,
       held.activity_percentile AS activity_percentile, held.revenue_percentile AS revenue_percentile, held.trend AS trend,
       held.events AS events, held.pending AS pending
ORDER BY since DESC
LIMIT $limit
