// To whom merged accounts lead, by their ids and external ids.
// access: read
// param names: LIST OF STRING
// column name: STRING
// column user_id: STRING
// column handle: STRING
// column into_id: STRING
UNWIND $names AS name
CALL (name) {
  MATCH (former:Merged {user_id: name}) RETURN former
  UNION
  MATCH (former:Merged {external_id: name}) RETURN former
}
RETURN name, former.user_id AS user_id, former.handle AS handle, former.into_id AS into_id
