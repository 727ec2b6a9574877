// Take up bans that have ended and whose end nobody has seen to, at most ten. Touching them first locks them.
// access: write
// param now: ZONED DATETIME
// column user_id: STRING
MATCH (sanction:Sanction)
WHERE sanction.pending = true AND sanction.until <= $now
WITH sanction LIMIT 10
SET sanction:Sanction
WITH sanction
WHERE sanction.pending = true AND sanction.until <= $now
REMOVE sanction.pending
RETURN sanction.user_id AS user_id
