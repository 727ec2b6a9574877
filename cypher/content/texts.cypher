// What is known of the texts of contents, and the fields of their kinds; imports know less.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column visibility: STRING
// column format: STRING
// column excerpt: STRING
// column words: INTEGER
// column language: STRING
// column canonical_url: STRING
// column version: INTEGER
// column edited_at: ZONED DATETIME
// column repository_url: STRING
// column licence: STRING
// column programming_language: STRING
// column event: STRING
// column recording_url: STRING
// column industry: STRING
// column outcome: STRING
// column project_url: STRING
// column project_status: STRING
UNWIND $ids AS id
MATCH (content:Content {id: id})
RETURN content.id AS content_id, content.visibility AS visibility, coalesce(content.format, 'HTML') AS format,
       content.excerpt AS excerpt,
       content.words AS words, content.language AS language, content.canonical_url AS canonical_url,
       coalesce(content.version, 1) AS version, content.edited_at AS edited_at,
       content.repository_url AS repository_url, content.licence AS licence,
       content.programming_language AS programming_language, content.event AS event,
       content.recording_url AS recording_url, content.industry AS industry, content.outcome AS outcome,
       content.project_url AS project_url, content.project_status AS project_status
