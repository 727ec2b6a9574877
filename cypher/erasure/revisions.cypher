// Let the versions of contents that a person wrote say that the erased wrote them. Those of deleted contents went with these.
// access: write
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (revision:Revision)
WHERE revision.editor_id = $user_id
WITH revision LIMIT $limit
SET revision.editor_id = $erasure_id
RETURN {revisions_pseudonymised: count(revision)} AS counts
