// How many members have begun and finished a course, and opened and completed each of its lessons, apart from its author: the course
// first, then its lessons in order. Costs as much as the course has readers.
// access: read
// param id: STRING
// column id: STRING
// column opened: INTEGER
// column completed: INTEGER
MATCH (course:Content {id: $id})
OPTIONAL MATCH (course)<-[:AUTHORED]-(author:User)
CALL (course) {
  RETURN course AS content, -1 AS place
  UNION
  MATCH (course)<-[part:PART_OF]-(content:Lesson)
  WHERE content.visibility IN ['PUBLIC', 'MEMBERS', 'PAID']
  RETURN content, coalesce(part.place, 1000) AS place
}
CALL (content, author) {
  MATCH (used:Consumption)
  WHERE used.content_id = content.id AND (author IS NULL OR used.user_id <> author.id)
  RETURN count(used) AS opened, count(used.completed_at) AS completed
}
RETURN content.id AS id, opened, completed
ORDER BY place, content.published_at, id
