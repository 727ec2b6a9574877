// What the index has for a query, best first, with what lists show of it. What was shown already is known by the first letter and the last six of its id.
// access: read
// audience: viewer
// param query: STRING
// param depth: INTEGER
// param shown: LIST OF STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
// column score: FLOAT
// column content: MAP
// column user: MAP
// column tag: MAP
CALL db.index.fulltext.queryNodes('search', $query, {limit: $depth}) YIELD node AS content, score
WHERE score > 0 AND NOT left(content.id, 1) + right(content.id, 6) IN $shown
  AND (content:User OR content:Tag OR
       (content.visibility IN $audience AND content.published_at <= $now))
WITH content, score
ORDER BY score DESC, content.id DESC
LIMIT $limit
// One walk for author, tags and area, as a walk of a content's relationships passes all its readers
WITH content, score, CASE WHEN content:Content THEN
  [(content)-[link:AUTHORED|TAGGED|IN_AREA]-(other) | {type: type(link), shown: CASE type(link)
    WHEN 'AUTHORED' THEN other {.id, .external_id, .handle, .display_name, joined_at: other.joined_at.epochMillis}
    WHEN 'TAGGED' THEN other {.id, .slug, .name}
    ELSE other {.id, .slug, .name, .kind, .norms} END}] END AS links
RETURN content.id AS id, score,
       CASE WHEN content:Content THEN content {.id, .external_id, .kind, .slug, .title, .visibility,
         published_at: content.published_at.epochMillis,
         author: head([link IN links WHERE link.type = 'AUTHORED' | link.shown]),
         tags: [link IN links WHERE link.type = 'TAGGED' | link.shown],
         area: head([link IN links WHERE link.type = 'IN_AREA' | link.shown])
       } END AS content,
       CASE WHEN content:User THEN
         content {.id, .external_id, .handle, .display_name, joined_at: content.joined_at.epochMillis} END AS user,
       CASE WHEN content:Tag THEN content {.id, .slug, .name} END AS tag
ORDER BY score DESC, id DESC
