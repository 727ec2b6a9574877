// Move users into another segment: end the assignment they have and begin the next. Touching the user first locks them;
// whoever has been moved meanwhile is left alone. Gives those who moved and let partners know of them.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
// column user_id: STRING
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
WITH user
WHERE 'PARTNER_SHARING' IN user.consents
RETURN user.id AS user_id
