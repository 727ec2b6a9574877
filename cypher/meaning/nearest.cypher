// Contents nearest to a vector among the `depth` nearest of all, by their cosine, that may be found and are what the search is narrowed to.
// access: read
// audience: viewer
// param vector: LIST OF FLOAT
// param depth: INTEGER
// param least: FLOAT
// param kinds: LIST OF STRING
// param marked: LIST OF LIST OF STRING
// param without: LIST OF STRING
// param since: ZONED DATETIME
// param until: ZONED DATETIME
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
// column value: FLOAT
CALL db.index.vector.queryNodes('meanings', $depth, $vector) YIELD node AS content, score
WITH content, 2 * score - 1 AS value
WHERE value >= $least AND content.visibility IN $audience AND content.published_at <= $now
  AND $since <= content.published_at < $until AND content.kind IN $kinds
  AND all(marks IN $marked WHERE any(key IN content.search_keys WHERE key IN marks))
  AND none(key IN content.search_keys WHERE key IN $without)
RETURN content.id AS id, value
ORDER BY value DESC, id DESC
LIMIT $limit
