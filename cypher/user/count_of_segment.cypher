// How many users are in one value segment; whoever has a segment has a score, and the index wants to hear of both.
// access: read
// param segment: STRING
// column total: INTEGER
MATCH (user:User {segment: $segment})
WHERE user.activity >= 0
RETURN count(user) AS total
