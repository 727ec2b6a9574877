// Make a key. Written again after a lost answer, it is the same one.
// access: write
// param id: STRING
// param name: STRING
// param hint: STRING
// param digest: STRING
// param scopes: LIST OF STRING
// param sponsor_id: STRING
// param at: ZONED DATETIME
// param created_by: STRING
// param expires_at: ZONED DATETIME
// column id: STRING
// column name: STRING
// column hint: STRING
// column scopes: LIST OF STRING
// column sponsor_id: STRING
// column created_at: ZONED DATETIME
// column created_by: STRING
// column expires_at: ZONED DATETIME
// column former_until: ZONED DATETIME
// column last_used_at: ZONED DATETIME
// column revoked_at: ZONED DATETIME
MERGE (key:ApiKey {id: $id})
ON CREATE SET key.name = $name, key.hint = $hint, key.digest = $digest, key.scopes = $scopes,
              key.sponsor_id = $sponsor_id, key.created_at = $at, key.created_by = $created_by,
              key.expires_at = $expires_at
RETURN key.id AS id, key.name AS name, key.hint AS hint, key.scopes AS scopes, key.sponsor_id AS sponsor_id,
       key.created_at AS created_at, key.created_by AS created_by, key.expires_at AS expires_at,
       key.former_until AS former_until, key.last_used_at AS last_used_at, key.revoked_at AS revoked_at
