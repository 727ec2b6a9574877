// Users of one churn state, and of one value segment if it is named, by influence, the most influential first; who has none
// isn't among them. Many that nobody reads have the same, so a page goes on within them by a range of its own.
// access: read
// param churn: STRING
// param segment: STRING
// param before_influence: FLOAT
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column influence: FLOAT
CALL () {
  MATCH (user:User {churn: $churn})
  USING INDEX user:User(churn, influence, id)
  WHERE user.influence = $before_influence AND user.id < $before_id AND ($segment IS NULL OR user.segment = $segment)
  RETURN user ORDER BY user.churn DESC, user.influence DESC, user.id DESC LIMIT $limit
  UNION ALL
  MATCH (user:User {churn: $churn})
  USING INDEX user:User(churn, influence, id)
  WHERE user.influence < $before_influence AND user.id IS NOT NULL AND ($segment IS NULL OR user.segment = $segment)
  RETURN user ORDER BY user.churn DESC, user.influence DESC, user.id DESC LIMIT $limit
}
RETURN user.id AS id, user.influence AS influence
ORDER BY influence DESC, id DESC
LIMIT $limit
