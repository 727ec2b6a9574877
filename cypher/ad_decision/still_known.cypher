// Which readers consent to decisions about ads that name them, looked at behind the lock that withdrawing it takes.
// access: write
// param ids: LIST OF STRING
// column id: STRING
UNWIND $ids AS id
MATCH (user:User {id: id})
SET user:User
WITH user
MATCH (held:User {id: user.id})
WHERE 'AD_PERSONALISATION' IN held.consents
RETURN held.id AS id
