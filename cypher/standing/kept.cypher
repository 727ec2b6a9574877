// What is kept of members' standing, in every scope.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column scope: STRING
// column points: INTEGER
// column at: ZONED DATETIME
// column moments: LIST OF ZONED DATETIME
// column rungs: LIST OF INTEGER
// column version: INTEGER
UNWIND $ids AS id
MATCH (standing:Standing)
WHERE standing.user_id = id AND standing.scope > ''
RETURN standing.user_id AS user_id, standing.scope AS scope, standing.points AS points, standing.at AS at,
       coalesce(standing.moments, []) AS moments, coalesce(standing.rungs, []) AS rungs, standing.version AS version
