// What jobs keep for a user's recommendations.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (list:CandidateList {user_id: $user_id})
WHERE list.user_id > $after
RETURN list.user_id AS key, list {.*} AS row
LIMIT $limit
