// All contents in the order of their ids, from one on.
// access: read
// param after_id: STRING
// param limit: INTEGER
// column id: STRING
MATCH (content:Content)
WHERE content.id > $after_id
RETURN content.id AS id
ORDER BY id
LIMIT $limit
