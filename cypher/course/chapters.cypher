// The chapters of courses, in order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column course_id: STRING
// column name: STRING
// column place: INTEGER
UNWIND $ids AS id
MATCH (:Content {id: id})-[:HAS_CHAPTER]->(chapter:Chapter)
RETURN chapter.id AS id, id AS course_id, chapter.name AS name, chapter.place AS place
ORDER BY course_id, place
