// The orders of a member that are in some states, the latest first.
// access: read
// param user_id: STRING
// param states: LIST OF STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
MATCH (bought:Order)
USING INDEX SEEK bought:Order(user_id, id)
WHERE bought.user_id = $user_id AND bought.id < $before_id AND bought.state IN $states
RETURN bought.id AS id
ORDER BY bought.user_id DESC, bought.id DESC
LIMIT $limit
