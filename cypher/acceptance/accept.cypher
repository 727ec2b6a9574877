// Let an answer be the accepted one of its question, or not any more; gives back which one was. Another one makes way for it.
// access: write
// param question_id: STRING
// param answer_id: STRING
// param accepted: BOOLEAN
// param at: ZONED DATETIME
// column was: STRING
MATCH (question:Content {id: $question_id})
MATCH (answer:Content {id: $answer_id})
OPTIONAL MATCH (question)-[held:ACCEPTED]->(before:Answer)
WITH question, answer, collect(held) AS held, collect(before.id) AS before
WITH question, answer, held, before, $accepted <> ($answer_id IN before) AS changes
FOREACH (edge IN CASE WHEN changes THEN held ELSE [] END | DELETE edge)
FOREACH (_ IN CASE WHEN changes AND $accepted THEN [1] ELSE [] END | CREATE (question)-[:ACCEPTED {at: $at}]->(answer))
RETURN head(before) AS was
