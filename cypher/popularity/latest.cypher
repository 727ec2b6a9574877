// The latest weeks that are counted, the newest first.
// access: read
// param limit: INTEGER
// column week: DATE
// column acts: INTEGER
// column contents: INTEGER
// column gini: FLOAT
// column top_tenth: FLOAT
MATCH (week:PopularityWeek)
WHERE week.week >= date('0001-01-01')
RETURN week.week AS week, week.acts AS acts, week.contents AS contents, week.gini AS gini, week.top_tenth AS top_tenth
ORDER BY week.week DESC
LIMIT $limit
