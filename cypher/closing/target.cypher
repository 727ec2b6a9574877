// A question as it is about to be closed or opened again, with its latest closing; no row when the viewer can't find it.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column id: STRING
// column kind: STRING
// column asker_id: STRING
// column number: INTEGER
// column state: STRING
// column closer_ids: LIST OF STRING
MATCH (content:Content {id: $content_id})
WHERE content.visibility IN $audience AND content.published_at <= $now
OPTIONAL MATCH (closing:Closing {question_id: content.id, number: content.closings})
RETURN content.id AS id, content.kind AS kind, head([(content)<-[:AUTHORED]-(asker:User) | asker.id]) AS asker_id,
       closing.number AS number, closing.state AS state,
       COLLECT { MATCH (closing)<-[judged:JUDGED {act: 'CLOSE', decided: true}]-(closer:User) RETURN closer.id } AS closer_ids
