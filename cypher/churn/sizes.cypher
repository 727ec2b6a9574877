// How many users are in each state: read from the index on (churn, churn_order).
// access: read
// scan: everyone is counted, from the index alone
// column state: STRING
// column users: INTEGER
MATCH (user:User)
WHERE user.churn IS NOT NULL AND user.churn_order IS NOT NULL
RETURN user.churn AS state, count(*) AS users
