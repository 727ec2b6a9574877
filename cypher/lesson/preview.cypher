// Let everyone who may find it read a lesson of a member's own, or not any more; no row when they have no such lesson.
// access: write
// param id: STRING
// param user_id: STRING
// param preview: BOOLEAN
// column id: STRING
MATCH (lesson:Content {id: $id})
WHERE lesson:Lesson AND EXISTS { (lesson)<-[:AUTHORED]-(:User {id: $user_id}) }
SET lesson.preview = CASE WHEN $preview THEN true END
RETURN lesson.id AS id
