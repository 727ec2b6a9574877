// Make a user a member of an area, which is to follow it. Who is one already stays one since when they were.
// access: write
// param user_id: STRING
// param area_id: STRING
// param at: ZONED DATETIME
// column area_id: STRING
// column user_id: STRING
// column since: ZONED DATETIME
// column agreed_version: INTEGER
// column agreed_at: ZONED DATETIME
MATCH (user:User {id: $user_id})
SET user:User
WITH user
MATCH (area:Area {id: $area_id})
MERGE (user)-[follow:FOLLOWS]->(area)
ON CREATE SET follow.since = $at
SET follow.area_id = area.id
RETURN area.id AS area_id, user.id AS user_id, follow.since AS since, follow.norms_version AS agreed_version,
       follow.norms_at AS agreed_at
