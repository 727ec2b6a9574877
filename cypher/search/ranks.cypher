// The places of what the index has for a query, best first.
// access: read
// audience: viewer
// param query: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
// column value: FLOAT
CALL db.index.fulltext.queryNodes('search', $query, {limit: $limit}) YIELD node AS content, score
WHERE score > 0
  AND (content:User OR content:Tag OR
       (content.visibility IN $audience AND content.published_at <= $now))
RETURN content.id AS id, score AS value
ORDER BY value DESC, id DESC
