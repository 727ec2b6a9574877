// Divide courses that were imported into two chapters, let everybody read the first lesson, and end the last with a quiz. Again it
// changes nothing; courses of a single lesson stay as they are.
// access: write
// param ids: LIST OF STRING
// param names: LIST OF STRING
// param questions: STRING
// param at: ZONED DATETIME
// column courses: INTEGER
UNWIND $ids AS external_id
MATCH (course:Content {external_id: external_id})
WITH course, COLLECT {
  MATCH (course)<-[:PART_OF]-(lesson:Lesson)
  RETURN lesson ORDER BY lesson.published_at, lesson.id
} AS lessons
WHERE size(lessons) > 1
CALL (course) {
  UNWIND range(0, 1) AS number
  MERGE (chapter:Chapter {id: 'chp_' + substring(course.id, 4, 25) + ['a', 'b'][number]})
  MERGE (course)-[:HAS_CHAPTER]->(chapter)
  SET chapter.name = $names[number], chapter.place = number + 1
  WITH chapter ORDER BY chapter.place
  RETURN collect(chapter.id) AS chapters
}
CALL (course, lessons, chapters) {
  UNWIND range(0, size(lessons) - 1) AS place
  WITH course, lessons[place] AS lesson, place, chapters[CASE WHEN place * 2 < size(lessons) THEN 0 ELSE 1 END] AS chapter_id
  MATCH (lesson)-[part:PART_OF]->(course)
  SET part.place = place + 1, part.chapter_id = chapter_id
}
WITH lessons[0] AS first, lessons[-1] AS last
SET first.preview = true
MERGE (quiz:Quiz {content_id: last.id})
ON CREATE SET quiz.version = 1, quiz.pass_percent = 50, quiz.attempts = 3, quiz.questions = $questions, quiz.updated_at = $at
MERGE (last)-[:HAS_QUIZ]->(quiz)
RETURN count(*) AS courses
