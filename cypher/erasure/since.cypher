// The users that were erased since a moment.
// access: read
// param since: ZONED DATETIME
// param thing: STRING
// column hash: STRING
// column at: ZONED DATETIME
MATCH (stone:Tombstone)
WHERE stone.at >= $since AND stone.thing = $thing
RETURN stone.hash AS hash, stone.at AS at
