// Whom members mute and block: some hundreds at most.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column muted: LIST OF STRING
// column blocked: LIST OF STRING
UNWIND $ids AS id
MATCH (user:User {id: id})
RETURN id AS user_id, [(user)-[:MUTES]->(other:User) | other.id] AS muted,
       [(user)-[:BLOCKS]->(other:User) | other.id] AS blocked
