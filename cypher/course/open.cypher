// A member's own course with its chapters, and all its lessons in order, those taken from their readers too; no row when they have
// no such course. Setting a label that is there already locks the author and the course: who waits reads what the one before has written.
// access: write
// param id: STRING
// param user_id: STRING
// column chapter_ids: LIST OF STRING
// column lessons: LIST OF MAP
MATCH (user:User {id: $user_id})
SET user:User
WITH user
MATCH (course:Content {id: $id})
WHERE course:Course
SET course:Course
WITH user, course
WHERE EXISTS { (course)<-[:AUTHORED]-(user) }
RETURN COLLECT { MATCH (course)-[:HAS_CHAPTER]->(chapter:Chapter) RETURN chapter.id } AS chapter_ids,
       COLLECT {
         MATCH (course)<-[part:PART_OF]-(lesson:Lesson)
         RETURN {id: lesson.id, chapter_id: part.chapter_id}
         ORDER BY part.place, lesson.published_at, lesson.id
       } AS lessons
