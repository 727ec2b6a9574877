// Give a course these chapters in this order, and no others, and put its lessons into theirs.
// access: write
// param id: STRING
// param chapters: LIST OF MAP
// param lessons: LIST OF MAP
MATCH (course:Content {id: $id})
CALL (course) {
  MATCH (course)-[:HAS_CHAPTER]->(old:Chapter)
  WHERE NOT old.id IN [chapter IN $chapters | chapter.id]
  DETACH DELETE old
}
CALL (course) {
  UNWIND range(0, size($chapters) - 1) AS place
  MERGE (chapter:Chapter {id: $chapters[place].id})
  MERGE (course)-[:HAS_CHAPTER]->(chapter)
  SET chapter.name = $chapters[place].name, chapter.place = place + 1
}
UNWIND range(0, size($lessons) - 1) AS place
MATCH (:Content {id: $lessons[place].id})-[part:PART_OF]->(course)
SET part.place = place + 1, part.chapter_id = $lessons[place].chapter_id
