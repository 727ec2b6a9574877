// Put the survivor in the place of a member on lists of last readers: a job that had them in hand may have put them there.
// access: write
// scan: no look-up leads from a user to these lists any more
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (near:Neighbourhood)
WHERE $from_id IN near.recent_readers
WITH near LIMIT $limit
SET near.recent_readers = [reader IN near.recent_readers WHERE reader <> $from_id]
RETURN {reader_lists: count(near)} AS counts
