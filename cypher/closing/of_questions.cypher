// The closings of questions, the latest first, each with who decided; a duplicate with the original it leads to by now.
// access: read
// param ids: LIST OF STRING
// column question_id: STRING
// column closings: LIST OF MAP
UNWIND $ids AS id
MATCH (question:Content {id: id})-[:CLOSED_IN]->(closing:Closing)
WHERE closing.state <> 'VOTING'
CALL (question, closing) {
  OPTIONAL MATCH (question)-[:LINKS_TO {kind: 'DUPLICATE'}]->{1,20}(original:Content)
  WHERE closing.duplicate_of IS NOT NULL AND original <> question
  RETURN original.id AS final_id
  ORDER BY EXISTS { (original)-[:LINKS_TO {kind: 'DUPLICATE'}]->() }, original.published_at, original.id
  LIMIT 1
}
WITH id, closing, coalesce(final_id, closing.original_id) AS duplicate_of,
     COLLECT { MATCH (closing)<-[judged:JUDGED {decided: true}]-(user:User)
               RETURN judged {.act, .note, .reason, user_id: user.id} ORDER BY judged.at } AS said
WITH id, closing, duplicate_of, [one IN said WHERE one.act = 'CLOSE'] AS closed, [one IN said WHERE one.act = 'REOPEN'] AS opened
ORDER BY closing.number DESC
RETURN id AS question_id, collect({question_id: id, number: closing.number, reason: closing.reason, at: toString(closing.at),
  note: head([one IN closed WHERE one.reason = closing.reason AND one.note IS NOT NULL | one.note]),
  by_ids: [one IN closed | one.user_id], duplicate_of: duplicate_of, reopened_at: toString(closing.reopened_at),
  reopened_by_ids: [one IN opened | one.user_id]}) AS closings
