// How many users are in one churn state, and in one value segment if it is named.
// access: read
// param churn: STRING
// param segment: STRING
// column total: INTEGER
MATCH (user:User {churn: $churn})
WHERE user.churn_order >= -1.0 AND ($segment IS NULL OR user.segment = $segment)
RETURN count(user) AS total
