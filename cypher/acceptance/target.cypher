// An answer with its question and who asked; no row when the viewer can't find both.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column question_id: STRING
// column asker_id: STRING
// column author_id: STRING
MATCH (content:Content {id: $content_id})-[:ANSWERS]->(question:Content)
WHERE content.visibility IN $audience AND content.published_at <= $now
  AND question.visibility IN $audience AND question.published_at <= $now
RETURN question.id AS question_id, head([(question)<-[:AUTHORED]-(asker:User) | asker.id]) AS asker_id,
       head([(content)<-[:AUTHORED]-(author:User) | author.id]) AS author_id
