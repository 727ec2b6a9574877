// Delete decisions about ads that are long ago; what was counted of them stays.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column forgotten: INTEGER
MATCH (decision:AdDecision)
WHERE decision.decided_at < $before
WITH decision LIMIT $limit
DELETE decision
RETURN count(decision) AS forgotten
