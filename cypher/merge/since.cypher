// The accounts that lead to another since a moment.
// access: read
// param since: ZONED DATETIME
// column user_id: STRING
// column into_id: STRING
// column at: ZONED DATETIME
MATCH (former:Merged)
WHERE former.at >= $since
RETURN former.user_id AS user_id, former.into_id AS into_id, former.at AS at
