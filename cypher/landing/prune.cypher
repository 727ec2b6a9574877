// Delete editions that a newer one replaced long ago, and say how many.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column pruned: INTEGER
MATCH (newer:Edition)
WHERE newer.made_at <= $before
MATCH (edition:Edition {list: newer.list})
WHERE edition.made_at < newer.made_at
WITH DISTINCT edition LIMIT $limit
WITH collect(edition) AS old
FOREACH (edition IN old | DELETE edition)
RETURN size(old) AS pruned
