// Members of a sub-community by influence, the most influential first. Many that nobody reads have the same, so a page goes
// on within them by a range of its own.
// access: read
// param group_id: STRING
// param before_influence: FLOAT
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column influence: FLOAT
CALL () {
  MATCH (user:User {sub_community: $group_id})
  USING INDEX user:User(sub_community, influence, id)
  WHERE user.influence = $before_influence AND user.id < $before_id
  RETURN user ORDER BY user.sub_community DESC, user.influence DESC, user.id DESC LIMIT $limit
  UNION ALL
  MATCH (user:User {sub_community: $group_id})
  USING INDEX user:User(sub_community, influence, id)
  WHERE user.influence < $before_influence AND user.id IS NOT NULL
  RETURN user ORDER BY user.sub_community DESC, user.influence DESC, user.id DESC LIMIT $limit
}
RETURN user.id AS id, user.influence AS influence
ORDER BY influence DESC, id DESC
LIMIT $limit
