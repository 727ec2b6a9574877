// How much of a feed may be locked to its reader, in percent; no row before it was set.
// access: read
// column locked_percent: INTEGER
MATCH (balance:FeedBalance {name: 'all'})
RETURN balance.locked_percent AS locked_percent
