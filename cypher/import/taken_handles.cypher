// Which of these handles belong to someone, or lead to them since another account was merged into theirs.
// access: read
// param names: LIST OF STRING
// column name: STRING
UNWIND $names AS name
CALL (name) {
  MATCH (user:User {handle: name}) RETURN user.handle AS taken
  UNION
  MATCH (former:Merged {handle: name}) RETURN former.handle AS taken
}
RETURN taken AS name
