// How many users a run found influence of, of one churn state and one value segment if they are named.
// access: read
// param churn: STRING
// param segment: STRING
// column total: INTEGER
MATCH (user:User)
WHERE user.influence >= 0.0 AND user.id IS NOT NULL
  AND ($segment IS NULL OR user.segment = $segment) AND ($churn IS NULL OR user.churn = $churn)
RETURN count(user) AS total
