// Store how influential members are, and the sub-community they are in.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
UNWIND $rows AS row
MATCH (user:User {id: row.user_id})
SET user.influence = row.score, user.influence_percentile = row.percentile, user.influence_givers = row.givers,
    user.influence_among = row.among, user.sub_community = row.sub_community, user.influence_at = $as_of,
    user.influence_given = row.given
REMOVE user.influence_stepped
