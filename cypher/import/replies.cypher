// Hang comments under what they comment on, whose title they take over. Gives back the numbers of the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column drawn: LIST OF INTEGER
UNWIND $rows AS row
MATCH (comment:Content {external_id: row.source})
MATCH (content:Content {external_id: row.target})
MERGE (comment)-[reply:REPLIES_TO]->(content)
ON CREATE SET reply.above_id = content.id, reply.published_at = comment.published_at,
  content.comment_count = coalesce(content.comment_count, 0) + 1
SET comment.title = content.title
RETURN collect(row.number) AS drawn
