// The areas a user is a member of, by the areas' ids.
// access: read
// param user_id: STRING
// param after_id: STRING
// param limit: INTEGER
// column area_id: STRING
// column user_id: STRING
// column since: ZONED DATETIME
// column agreed_version: INTEGER
// column agreed_at: ZONED DATETIME
MATCH (user:User {id: $user_id})-[follow:FOLLOWS]->(area:Area)
WHERE area.id > $after_id
RETURN area.id AS area_id, user.id AS user_id, follow.since AS since, follow.norms_version AS agreed_version,
       follow.norms_at AS agreed_at
ORDER BY area_id
LIMIT $limit
