// Contents like one: first those its readers read besides (RP3β walks, kept by the jobs), then those that share its tags,
// rare tags telling more, among the newest fifty of each of its rarest three.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column content_id: STRING
// column score: FLOAT
// column shared: LIST OF STRING
MATCH (start:Content {id: $content_id})
OPTIONAL MATCH (start)-[:HAS_NEIGHBOURS]->(near:Neighbourhood)
WITH start, coalesce(near.related_ids, []) AS related_ids, coalesce(near.related_scores, []) AS related_scores
CALL (start, related_ids, related_scores) {
  UNWIND range(0, size(related_ids) - 1) AS at
  MATCH (content:Content {id: related_ids[at]})
  RETURN content, 1.0 + related_scores[at] / related_scores[0] AS score, [] AS shared
  UNION ALL
  MATCH (start)-[:TAGGED]->(tag:Tag)
  WITH start, tag ORDER BY coalesce(tag.idf, 1.0) DESC, tag.slug LIMIT 3
  CALL (tag) {
    MATCH (content:Standalone)-[tagged:TAGGED]->(:Tag)
    WHERE tagged.tag_id = tag.id AND tagged.published_at <= $now
    RETURN content ORDER BY tagged.tag_id DESC, tagged.published_at DESC LIMIT 50
  }
  WITH content, sum(coalesce(tag.idf, 1.0)) AS weight, collect(tag.name) AS shared
  RETURN content, weight / (weight + 10.0) AS score, shared
}
WITH start, content, max(score) AS score, reduce(names = [], some IN collect(shared) | names + some) AS shared
WHERE content <> start
  AND content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS content_id, score / 2 AS score, shared
ORDER BY score DESC, content.published_at DESC, content_id
LIMIT $limit
