// Take who and what isn't in the sample of a run out of it, and keep of how many it is.
// access: write
// param members: INTEGER
// param as_of: ZONED DATETIME
CALL () {
  MATCH (user:User) WHERE user.reach_at < $as_of
  REMOVE user.reach_at
}
CALL () {
  MATCH (content:Content) WHERE content.reach_at < $as_of
  REMOVE content.reach_at, content.reach_views
}
MERGE (reach:CommunityReach {name: 'all'})
SET reach.members = $members, reach.as_of = $as_of
