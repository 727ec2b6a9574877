// Members whose standing somewhere is of rules before those that hold there now.
// access: read
// param scope: STRING
// param version: INTEGER
// param limit: INTEGER
// column user_id: STRING
MATCH (standing:Standing)
WHERE standing.scope = $scope AND standing.version < $version
RETURN standing.user_id AS user_id
LIMIT $limit
