// Make a lesson part of a course.
// access: write
// param id: STRING
// param lesson_id: STRING
MATCH (lesson:Content {id: $lesson_id})
MATCH (course:Content {id: $id})
MERGE (lesson)-[:PART_OF]->(course)
