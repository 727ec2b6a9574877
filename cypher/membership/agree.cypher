// Keep that a member agreed to a version of the norms; no row when they are no member.
// access: write
// param user_id: STRING
// param area_id: STRING
// param version: INTEGER
// param at: ZONED DATETIME
// column area_id: STRING
// column user_id: STRING
// column since: ZONED DATETIME
// column agreed_version: INTEGER
// column agreed_at: ZONED DATETIME
MATCH (user:User {id: $user_id})-[follow:FOLLOWS]->(area:Area {id: $area_id})
SET follow.norms_at = CASE WHEN follow.norms_version = $version THEN follow.norms_at ELSE $at END
SET follow.norms_version = $version
RETURN area.id AS area_id, user.id AS user_id, follow.since AS since, follow.norms_version AS agreed_version,
       follow.norms_at AS agreed_at
