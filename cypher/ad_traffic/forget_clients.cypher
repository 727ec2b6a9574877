// Forget clients that did nothing of late, a batch at a time, and say how many.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column pruned: INTEGER
MATCH (client:AdClient)
WHERE client.at < $before
WITH client LIMIT $limit
WITH collect(client) AS old
FOREACH (client IN old | DELETE client)
RETURN size(old) AS pruned
