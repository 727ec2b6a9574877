// The user that an identity of a provider stands for.
// access: read
// param issuer: STRING
// param subject: STRING
// column user_id: STRING
MATCH (:ExternalIdentity {issuer: $issuer, subject: $subject})-[:IDENTIFIES]->(user:User)
RETURN user.id AS user_id
