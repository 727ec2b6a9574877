// Users of a saved segment by their activity when it was worked out, the most active first.
// access: read
// param saved_id: STRING
// param before_activity: FLOAT
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column activity: FLOAT
MATCH (user:User)-[held:IN_SAVED]->(:SavedSegment)
USING INDEX SEEK held:IN_SAVED(saved_id, activity)
WHERE held.saved_id = $saved_id AND held.activity <= $before_activity
  AND CASE held.activity WHEN $before_activity THEN user.id < $before_id ELSE true END
RETURN user.id AS id, held.activity AS activity
ORDER BY held.saved_id DESC, held.activity DESC, user.id DESC
LIMIT $limit
