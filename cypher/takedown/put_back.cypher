// Give a content back to its readers; what its author withdrew before others took it down stays withdrawn. No row when it isn't down.
// Setting a label that is there already locks it until the commit.
// access: write
// param id: STRING
// param among: LIST OF STRING
// column content_id: STRING
// column kind: STRING
// column visibility: STRING
// column author_id: STRING
MATCH (content:Content {id: $id})
SET content:Content
WITH content
WHERE content.visibility IN $among
SET content.withdrawn_at = CASE content.visibility WHEN 'WITHDRAWN' THEN NULL ELSE content.withdrawn_at END
SET content.visibility = CASE WHEN content.withdrawn_at IS NULL THEN content.visibility_before ELSE 'WITHDRAWN' END
SET content.visibility_before = CASE WHEN content.withdrawn_at IS NULL THEN NULL ELSE content.visibility_before END
WITH content
CALL (content) {
  MATCH (content)<-[wrote:AUTHORED]-(:User)
  WHERE content.visibility_before IS NULL
  REMOVE wrote.taken_at
}
RETURN content.id AS content_id, content.kind AS kind, content.visibility AS visibility,
       head([(content)<-[:AUTHORED]-(user:User) | user.id]) AS author_id
