// Some of the members that a version of the rules of value segments would move; there are at most eighty.
// access: read
// param version: INTEGER
// column user_id: STRING
// column previous: STRING
// column segment: STRING
MATCH (rules:SegmentRules {version: $version})
MATCH (user:User)-[shown:WOULD_MOVE]->(rules)
RETURN user.id AS user_id, shown.previous AS previous, shown.segment AS segment
ORDER BY user_id
