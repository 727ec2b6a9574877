// Orders that can't be paid any more, the first first.
// access: read
// param as_of: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
MATCH (bought:Order)
WHERE bought.state IN ['PENDING', 'FAILED'] AND bought.expires_at <= $as_of
RETURN bought.id AS id
ORDER BY bought.expires_at
LIMIT $limit
