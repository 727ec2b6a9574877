// Forget whom proposed rules of value segments would move, of those that are too old to be put in use.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column forgotten: INTEGER
MATCH (rules:SegmentRules)
WHERE rules.version >= 1 AND rules.created_at < $before
MATCH (:User)-[shown:WOULD_MOVE]->(rules)
WITH shown LIMIT $limit
DELETE shown
RETURN count(shown) AS forgotten
