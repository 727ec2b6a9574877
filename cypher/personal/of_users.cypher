// The personal data of users who left some. Never joined to anything else.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column email: STRING
// column name: STRING
// column address: STRING
// column updated_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (pii:UserPii {user_id: id})
RETURN pii.user_id AS user_id, pii.email AS email, pii.name AS name, pii.address AS address, pii.updated_at AS updated_at
