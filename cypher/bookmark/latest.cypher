// What a member keeps, what they kept last first, read from the index of BOOKMARKED.
// access: read
// param user_id: STRING
// param before_at: ZONED DATETIME
// param before_id: STRING
// param limit: INTEGER
// column content_id: STRING
// column at: ZONED DATETIME
// column note: STRING
MATCH ()-[kept:BOOKMARKED]->(content:Content)
USING INDEX SEEK kept:BOOKMARKED(user_id, at)
WHERE kept.user_id = $user_id AND kept.at <= $before_at AND CASE kept.at WHEN $before_at THEN content.id < $before_id ELSE true END
RETURN content.id AS content_id, kept.at AS at, kept.note AS note
ORDER BY kept.user_id DESC, kept.at DESC, content_id DESC
LIMIT $limit
