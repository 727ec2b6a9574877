// How many users were put into which segment in a time, by the one they came from; null of who was in none.
// access: read
// param since: ZONED DATETIME
// param until: ZONED DATETIME
// column previous: STRING
// column segment: STRING
// column users: INTEGER
MATCH (next:SegmentAssignment)
WHERE next.since >= $since AND next.since < $until
MATCH (user)-[:ASSIGNED]->(next)
OPTIONAL MATCH (user)-[:ASSIGNED]->(before:SegmentAssignment)
WHERE before.until = next.since AND before.id <> next.id
RETURN before.segment AS previous, next.segment AS segment, count(next) AS users
