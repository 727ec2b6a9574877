// How many users there are of whom it was asked whether they are about to leave, of one value segment if it is named.
// access: read
// param segment: STRING
// column total: INTEGER
MATCH (user:User)
WHERE user.churn_order >= -1.0 AND ($segment IS NULL OR user.segment = $segment)
RETURN count(user) AS total
