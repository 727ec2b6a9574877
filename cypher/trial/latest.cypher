// The latest trials, the newest first.
// access: read
// param limit: INTEGER
// column id: STRING
MATCH (trial:ModelTrial)
WHERE trial.id > ''
RETURN trial.id AS id
ORDER BY trial.id DESC
LIMIT $limit
