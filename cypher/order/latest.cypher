// Orders in some states, the latest first: of each state no more than are asked for.
// access: read
// param states: LIST OF STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
UNWIND $states AS state
CALL (state) {
  MATCH (bought:Order)
  USING INDEX SEEK bought:Order(state, id)
  WHERE bought.state = state AND bought.id < $before_id
  RETURN bought.id AS id
  ORDER BY bought.state DESC, bought.id DESC
  LIMIT $limit
}
RETURN id
ORDER BY id DESC
LIMIT $limit
