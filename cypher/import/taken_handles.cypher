// Which of these handles belong to someone.
// access: read
// param names: LIST OF STRING
// column name: STRING
UNWIND $names AS name
MATCH (user:User {handle: name})
RETURN user.handle AS name
