// All tombstones, page by page.
// access: read
// param after_thing: STRING
// param after_hash: STRING
// param limit: INTEGER
// column thing: STRING
// column hash: STRING
// column erasure_id: STRING
// column mode: STRING
// column at: ZONED DATETIME
MATCH (stone:Tombstone)
WHERE stone.thing >= $after_thing AND stone.hash > '' AND CASE stone.thing WHEN $after_thing THEN stone.hash > $after_hash ELSE true END
RETURN stone.thing AS thing, stone.hash AS hash, stone.erasure_id AS erasure_id, stone.mode AS mode, stone.at AS at
ORDER BY thing, hash
LIMIT $limit
