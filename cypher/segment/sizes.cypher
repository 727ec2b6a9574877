// How many users each segment has, and how active they are on average: read from the index on (segment, activity).
// access: read
// scan: everyone is counted, from the index alone
// column segment: STRING
// column users: INTEGER
// column average_activity: FLOAT
MATCH (user:User)
WHERE user.segment IS NOT NULL AND user.activity IS NOT NULL
RETURN user.segment AS segment, count(*) AS users, avg(user.activity) AS average_activity
