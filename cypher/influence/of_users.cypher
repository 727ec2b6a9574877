// How influential users are, as far as a run has found them.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column score: FLOAT
// column percentile: FLOAT
// column givers: INTEGER
// column among: INTEGER
// column as_of: ZONED DATETIME
UNWIND $ids AS id
MATCH (user:User {id: id})
WHERE user.influence IS NOT NULL
RETURN user.id AS user_id, user.influence AS score, user.influence_percentile AS percentile,
       user.influence_givers AS givers, user.influence_among AS among, user.influence_at AS as_of
