// Keep a user's personal data; what is absent is removed. Touching the user first locks them: an erasure waits or was first.
// access: write
// param user_id: STRING
// param email: STRING
// param name: STRING
// param address: STRING
// param now: ZONED DATETIME
// column user_id: STRING
// column email: STRING
// column name: STRING
// column address: STRING
// column updated_at: ZONED DATETIME
MATCH (user:User {id: $user_id})
SET user:User
MERGE (pii:UserPii {user_id: $user_id})
SET pii.email = $email, pii.name = $name, pii.address = $address, pii.updated_at = $now
RETURN pii.user_id AS user_id, pii.email AS email, pii.name AS name, pii.address AS address, pii.updated_at AS updated_at
