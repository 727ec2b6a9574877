// What a question is to be closed as a duplicate of, and where that leads in the end; no row when the viewer can't find it.
// access: read
// audience: viewer
// param content_id: STRING
// param question_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column kind: STRING
// column final_id: STRING
// column circular: BOOLEAN
MATCH (content:Content {id: $content_id})
WHERE content.visibility IN $audience AND content.published_at <= $now
OPTIONAL MATCH (content)-[:LINKS_TO {kind: 'DUPLICATE'}]->{1,20}(original:Content)
WITH content, original
ORDER BY EXISTS { (original)-[:LINKS_TO {kind: 'DUPLICATE'}]->() }, original.published_at, original.id
WITH content, collect(original) AS above
WITH content, coalesce(head(above), content) AS final, [one IN above | one.id] AS above_ids
RETURN content.kind AS kind, final.id AS final_id,
       $question_id IN [content.id] + above_ids OR EXISTS { (final)-[:LINKS_TO {kind: 'DUPLICATE'}]->() } AS circular
