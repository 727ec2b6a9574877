// Of how many active members the sample is, and when it was taken; no row before that.
// access: read
// column members: INTEGER
// column as_of: ZONED DATETIME
MATCH (reach:CommunityReach {name: 'all'})
RETURN reach.members AS members, reach.as_of AS as_of
