// Take a person off lists of last readers: a job that had them in hand when they were cut off may have put them there.
// access: write
// scan: no look-up leads from a user to these lists any more
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (near:Neighbourhood)
WHERE $user_id IN near.recent_readers
WITH near LIMIT $limit
SET near.recent_readers = [reader IN near.recent_readers WHERE reader <> $user_id]
RETURN {reader_lists: count(near)} AS counts
