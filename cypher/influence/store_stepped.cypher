// Store the influence of members whom no whole run has ranked meanwhile.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
UNWIND $rows AS row
MATCH (user:User {id: row.user_id})
SET user:User
WITH user, row
WHERE user.influence IS NULL OR user.influence_stepped
SET user.influence = row.score, user.influence_percentile = row.percentile, user.influence_givers = row.givers,
    user.influence_among = row.among, user.influence_at = $as_of, user.influence_stepped = true
