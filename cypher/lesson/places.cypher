// Of which course lessons are part, in which chapter, and whether they have a quiz.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column course_id: STRING
// column chapter_id: STRING
// column quiz: BOOLEAN
UNWIND $ids AS id
MATCH (lesson:Content {id: id})-[part:PART_OF]->(course:Content)
RETURN id AS content_id, course.id AS course_id, part.chapter_id AS chapter_id,
       EXISTS { (lesson)-[:HAS_QUIZ]->(:Quiz) } AS quiz
