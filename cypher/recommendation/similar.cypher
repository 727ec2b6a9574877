// Contents like one: first those its readers read besides (RP3β walks, kept by the jobs), then those that share its tags,
// rare tags telling more, among the newest fifty of each of its rarest three, and those that are near it in the embedding.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column content_id: STRING
// column score: FLOAT
// column shared: LIST OF STRING
// column near: FLOAT
MATCH (start:Content {id: $content_id})
OPTIONAL MATCH (start)-[:HAS_NEIGHBOURS]->(near:Neighbourhood)
WITH start, coalesce(near.related_ids, []) AS related_ids, coalesce(near.related_scores, []) AS related_scores
CALL (start, related_ids, related_scores) {
  UNWIND range(0, size(related_ids) - 1) AS at
  MATCH (content:Content {id: related_ids[at]})
  RETURN content, 1.0 + related_scores[at] / related_scores[0] AS score, [] AS shared, 0.0 AS near
  UNION ALL
  MATCH (start)-[close:SIMILAR]->(content:Standalone)
  RETURN content, close.score * 0.999 AS score, [] AS shared, close.score AS near
  UNION ALL
  MATCH (start)-[:TAGGED]->(tag:Tag)
  WITH start, tag ORDER BY coalesce(tag.idf, 1.0) DESC, tag.slug LIMIT 3
  CALL (tag) {
    MATCH (content:Standalone)-[tagged:TAGGED]->(:Tag)
    WHERE tagged.tag_id = tag.id AND tagged.published_at <= $now
    RETURN content ORDER BY tagged.tag_id DESC, tagged.published_at DESC LIMIT 50
  }
  WITH content, sum(coalesce(tag.idf, 1.0)) AS weight, collect(tag.name) AS shared
  RETURN content, weight / (weight + 10.0) AS score, shared, 0.0 AS near
}
WITH start, content, max(score) AS score, max(near) AS near, reduce(names = [], some IN collect(shared) | names + some) AS shared
WHERE content <> start
  AND content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS content_id, score / 2 AS score, shared, near
ORDER BY score DESC, content.published_at DESC, content_id
LIMIT $limit
