// Merges before an id, the latest first.
// access: read
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
MATCH (former:Merged)
WHERE former.merge_id < $before_id
RETURN former.merge_id AS id
ORDER BY former.merge_id DESC
LIMIT $limit
