// As whom OpenID providers know a user.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (identity:ExternalIdentity)-[:IDENTIFIES]->(:User {id: $user_id})
WITH identity, identity.issuer + ' ' + identity.subject AS key
WHERE key > $after
RETURN key, identity {.*} AS row
ORDER BY key
LIMIT $limit
