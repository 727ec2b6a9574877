// Contents that a search is narrowed to, by their cosine to a vector; none when there are more than `most` of them.
// access: read
// audience: viewer
// param query: STRING
// param most: INTEGER
// param vector: LIST OF FLOAT
// param least: FLOAT
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
// column value: FLOAT
CALL db.index.fulltext.queryNodes('search', $query, {limit: $most + 1}) YIELD node
WITH collect(node) AS found
UNWIND CASE WHEN size(found) > $most THEN [] ELSE found END AS content
WITH content
WHERE content.visibility IN $audience AND content.published_at <= $now AND content.meaning IS NOT NULL
WITH content, 2 * vector.similarity.cosine(content.meaning, $vector) - 1 AS value
WHERE value >= $least
RETURN content.id AS id, value
ORDER BY value DESC, id DESC
LIMIT $limit
