// Users of one value segment by churn risk as last stored, in steps, the highest first; those of whom it isn't known stand last, at −1.
// access: read
// param segment: STRING
// param before_risk: FLOAT
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column risk: FLOAT
MATCH (user:User {segment: $segment})
USING INDEX SEEK user:User(segment, churn_order)
WHERE user.churn_order <= $before_risk AND CASE user.churn_order WHEN $before_risk THEN user.id < $before_id ELSE true END
RETURN user.id AS id, user.churn_order AS risk
ORDER BY user.segment DESC, user.churn_order DESC, user.id DESC
LIMIT $limit
