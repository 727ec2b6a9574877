// Mark those of some contents that are open questions without an answer anybody could read, and unmark the others; for an
// answer, its question. What is marked carries its area for the index. Asked again, it changes nothing.
// access: write
// param ids: LIST OF STRING
UNWIND $ids AS id
MATCH (content:Content {id: id})
OPTIONAL MATCH (content)-[:ANSWERS]->(asked:Question)
WITH DISTINCT coalesce(asked, content) AS question
WHERE question:Question
WITH question, head([(question)-[:IN_AREA]->(area:Area) | area.id]) AS area_id,
  question.closed_at IS NULL AND NOT EXISTS { MATCH (answer:Answer)-[:ANSWERS]->(question) WHERE answer.visibility IN ['PUBLIC', 'MEMBERS', 'PAID'] } AS open
FOREACH (_ IN CASE WHEN open AND (NOT question:Unanswered OR coalesce(question.unanswered_in, '') <> coalesce(area_id, '')) THEN [1] ELSE [] END |
  SET question:Unanswered, question.unanswered_in = area_id)
FOREACH (_ IN CASE WHEN NOT open AND question:Unanswered THEN [1] ELSE [] END |
  REMOVE question:Unanswered, question.unanswered_in)
