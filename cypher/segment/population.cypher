// The stored activity of everyone who has any, ascending: read from its index, in one pass.
// access: read
// column activities: LIST OF FLOAT
MATCH (user:User)
WHERE user.activity > 0
WITH user.activity AS activity
ORDER BY activity
RETURN collect(activity) AS activities
