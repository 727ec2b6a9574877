// How many users are in one value segment.
// access: read
// param segment: STRING
// column total: INTEGER
MATCH (user:User {segment: $segment})
RETURN count(user) AS total
