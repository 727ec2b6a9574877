// Move entries of a member's ledger to the numbers that were set aside for them in the survivor's. Without a user they are in no index
// while their numbers change, so that none meets another's.
// access: write
// param from_id: STRING
// param into_id: STRING
// param first_entry: INTEGER
// param limit: INTEGER
// column counts: MAP
MATCH (entry:PointEntry)
WHERE entry.user_id = $from_id AND entry.number > 0
WITH entry LIMIT $limit
SET entry.user_id = NULL
SET entry.number = entry.number + $first_entry, entry.reversal_of = entry.reversal_of + $first_entry,
  entry.restores = entry.restores + $first_entry
SET entry.user_id = $into_id
RETURN {point_entries: count(entry)} AS counts
