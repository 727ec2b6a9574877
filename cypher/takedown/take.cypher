// Take a content from its readers: its node stays, and who could read it is kept beside. No row when it is down as far already.
// Setting a label that is there already locks it until the commit.
// access: write
// param id: STRING
// param among: LIST OF STRING
// param to: STRING
// param at: ZONED DATETIME
// column content_id: STRING
// column kind: STRING
// column was: STRING
// column author_id: STRING
MATCH (content:Content {id: $id})
SET content:Content
WITH content
WHERE content.visibility IN $among
WITH content, content.visibility AS was
SET content.visibility = $to, content.visibility_before = coalesce(content.visibility_before, was),
  content.withdrawn_at = CASE $to WHEN 'WITHDRAWN' THEN $at ELSE content.withdrawn_at END
REMOVE content.meaning, content.meaning_of, content.meaning_due
WITH content, was
CALL (content) {
  MATCH (content)<-[wrote:AUTHORED]-(:User)
  SET wrote.taken_at = coalesce(wrote.taken_at, $at)
}
RETURN content.id AS content_id, content.kind AS kind, was,
       head([(content)<-[:AUTHORED]-(user:User) | user.id]) AS author_id
