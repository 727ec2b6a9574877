// What conditions of saved segments are about, of the next members. For a job: a member has at most twenty interests, and the
// areas they follow.
// access: read
// param after_id: STRING
// param limit: INTEGER
// column user_id: STRING
// column segment: STRING
// column churn: STRING
// column activity_percentile: FLOAT
// column revenue_percentile: FLOAT
// column joined_at: ZONED DATETIME
// column tags: LIST OF STRING
// column areas: LIST OF STRING
// column tier: STRING
// column activity: FLOAT
MATCH (user:User)
WHERE user.id > $after_id
WITH user ORDER BY user.id LIMIT $limit
OPTIONAL MATCH (user)-[:ASSIGNED]->(held:SegmentAssignment)
WHERE held.until IS NULL
OPTIONAL MATCH (subscription:Subscription {live_key: user.id})
OPTIONAL MATCH (tier:Tier {id: subscription.tier_id})
RETURN user.id AS user_id, user.segment AS segment, user.churn AS churn, held.activity_percentile AS activity_percentile,
       held.revenue_percentile AS revenue_percentile, user.joined_at AS joined_at,
       COLLECT { MATCH (user)-[:INTERESTED_IN]->(tag:Tag) RETURN tag.slug } AS tags,
       COLLECT { MATCH (user)-[:FOLLOWS]->(area:Area) RETURN area.slug } AS areas, tier.slug AS tier,
       coalesce(user.activity, 0.0) AS activity
ORDER BY user_id
