// Close questions as another system had them, those that were never closed here. Gives back the numbers of all rows: what points
// nowhere was told of with its link.
// access: write
// param rows: LIST OF MAP
// column drawn: LIST OF INTEGER
UNWIND $rows AS row
OPTIONAL MATCH (question:Content {external_id: row.source})
OPTIONAL MATCH (original:Content {external_id: row.target})
WITH row, question, original, CASE WHEN row.kind = 'DUPLICATE' THEN original.id END AS original_id
FOREACH (_ IN CASE WHEN question:Question AND original:Question AND coalesce(original_id, '') <> question.id
    AND coalesce(question.closings, 1) = 1 THEN [1] ELSE [] END |
  MERGE (closing:Closing {question_id: question.id, number: 1})
  ON CREATE SET closing.state = 'CLOSED', closing.reason = row.kind, closing.original_id = original_id,
    closing.duplicate_of = original_id,
    closing.at = CASE WHEN row.at_ms IS NULL THEN question.published_at ELSE datetime({epochMillis: row.at_ms}) END
  MERGE (question)-[:CLOSED_IN]->(closing)
  SET question.closings = 1, question.closed_at = CASE closing.state WHEN 'CLOSED' THEN closing.at END)
RETURN collect(row.number) AS drawn
