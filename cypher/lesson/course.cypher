// A course of a member's own that a lesson is about to become part of, and how many it has without that; no row when they have no such course.
// access: read
// param id: STRING
// param user_id: STRING
// param lesson_id: STRING
// column area: STRING
// column lessons: INTEGER
MATCH (course:Content {id: $id})
WHERE course:Course AND EXISTS { (course)<-[:AUTHORED]-(:User {id: $user_id}) }
RETURN head([(course)-[:IN_AREA]->(area:Area) | area.slug]) AS area,
       COUNT { MATCH (course)<-[:PART_OF]-(lesson:Lesson) WHERE lesson.id <> $lesson_id } AS lessons
