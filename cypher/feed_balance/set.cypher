// Set how much of a feed may be locked to its reader, in percent; what it was.
// access: write
// param locked_percent: INTEGER
// param before: INTEGER
// column locked_percent: INTEGER
MERGE (balance:FeedBalance {name: 'all'})
SET balance.name = 'all'
WITH balance, coalesce(balance.locked_percent, $before) AS locked_percent
SET balance.locked_percent = $locked_percent
RETURN locked_percent
