// Move users into another segment: end the assignment they have and begin the next. Touching the user first locks them;
// whoever has been moved meanwhile is left alone.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
UNWIND $rows AS row
MATCH (user:User {id: row.user_id})
SET user.id = row.user_id
WITH row, user
OPTIONAL MATCH (user)-[:ASSIGNED]->(current:SegmentAssignment)
WHERE current.until IS NULL
WITH row, user, current
WHERE coalesce(current.id, '') = coalesce(row.assignment_id, '')
SET current.until = $as_of, user.segment = row.found.segment
CREATE (user)-[:ASSIGNED]->(next:SegmentAssignment {id: row.id, since: $as_of, checked_at: $as_of})
SET next += row.found
