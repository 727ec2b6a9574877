// Take the quiz from a lesson of a member's own; no row when they have no such lesson. What readers scored stays.
// access: write
// param content_id: STRING
// param user_id: STRING
// column content_id: STRING
MATCH (lesson:Content {id: $content_id})
WHERE lesson:Lesson AND EXISTS { (lesson)<-[:AUTHORED]-(:User {id: $user_id}) }
OPTIONAL MATCH (lesson)-[:HAS_QUIZ]->(quiz:Quiz)
WITH quiz, lesson.id AS content_id
DETACH DELETE quiz
RETURN content_id
