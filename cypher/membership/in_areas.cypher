// A user's memberships in some areas.
// access: read
// param ids: LIST OF STRING
// param user_id: STRING
// column area_id: STRING
// column user_id: STRING
// column since: ZONED DATETIME
// column agreed_version: INTEGER
// column agreed_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (user:User {id: $user_id})-[follow:FOLLOWS]->(area:Area {id: id})
RETURN area.id AS area_id, user.id AS user_id, follow.since AS since, follow.norms_version AS agreed_version,
       follow.norms_at AS agreed_at
