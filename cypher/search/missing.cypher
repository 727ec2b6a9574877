// Contents that aren't searched by what this version of Stoa searches by, found in the index itself.
// access: read
// param query: STRING
// param limit: INTEGER
// column id: STRING
CALL db.index.fulltext.queryNodes('search', $query, {limit: $limit}) YIELD node AS content
WHERE content.id IS NOT NULL
RETURN content.id AS id
