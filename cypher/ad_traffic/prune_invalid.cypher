// Delete old acts that didn't count, a batch at a time, and say how many.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column pruned: INTEGER
MATCH (act:InvalidAct)
WHERE act.at < $before
WITH act LIMIT $limit
WITH collect(act) AS old
FOREACH (act IN old | DELETE act)
RETURN size(old) AS pruned
