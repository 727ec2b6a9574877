// What of a member's own was taken from its readers, what was taken last first, read from the index of AUTHORED. The hint keeps a
// young index from being scanned, which has hardly anything in it yet.
// access: read
// param user_id: STRING
// param before_at: ZONED DATETIME
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
MATCH (:User)-[wrote:AUTHORED]->(content:Content)
USING INDEX SEEK wrote:AUTHORED(user_id, taken_at)
WHERE wrote.user_id = $user_id AND wrote.taken_at <= $before_at
  AND CASE wrote.taken_at WHEN $before_at THEN content.id < $before_id ELSE true END
RETURN content.id AS id, wrote.taken_at AS at
ORDER BY wrote.user_id DESC, wrote.taken_at DESC, id DESC
LIMIT $limit
