// Forget the influence of members that a run didn't find any more.
// access: write
// scan: everyone who is ranked is looked at, once a run
// param as_of: ZONED DATETIME
// param limit: INTEGER
// column users: INTEGER
MATCH (user:User)
WHERE user.influence >= 0.0 AND user.influence_at <> $as_of
WITH user LIMIT $limit
REMOVE user.influence, user.influence_percentile, user.influence_givers, user.influence_among, user.influence_at,
       user.influence_given, user.influence_stepped, user.sub_community
RETURN count(user) AS users
