// The next users, by id, whose segment wasn't looked at since a moment, with the figures it depends on.
// Days are read from the index on (user_id, date); as many as a user has.
// access: read
// param after_id: STRING
// param checked_before: ZONED DATETIME
// param day: DATE
// param counters: LIST OF STRING
// param limit: INTEGER
// column user_id: STRING
// column joined_at: ZONED DATETIME
// column activity: FLOAT
// column events: INTEGER
// column assignment_id: STRING
// column segment: STRING
// column pending: STRING
MATCH (user:User)
WHERE user.id > $after_id
OPTIONAL MATCH (user)-[:ASSIGNED]->(current:SegmentAssignment)
WHERE current.until IS NULL
WITH user, current
WHERE current IS NULL OR current.checked_at < $checked_before
WITH user, current
ORDER BY user.id
LIMIT $limit
CALL (user) {
  MATCH (day:UserDay {user_id: user.id})
  WHERE day.date <= $day
  WITH properties(day) AS done
  RETURN sum(reduce(n = 0, counter IN $counters | n + coalesce(done[counter], 0))) AS events
}
RETURN user.id AS user_id, user.joined_at AS joined_at, coalesce(user.activity, 0.0) AS activity, events,
       current.id AS assignment_id, current.segment AS segment, current.pending AS pending
ORDER BY user_id
