// Keys, the newest first; revoked and expired ones too.
// access: read
// param before_id: STRING
// param limit: INTEGER
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
MATCH (key:ApiKey)
WHERE key.id < $before_id
RETURN key.id AS id, key.name AS name, key.hint AS hint, key.scopes AS scopes, key.sponsor_id AS sponsor_id,
       key.created_at AS created_at, key.created_by AS created_by, key.expires_at AS expires_at,
       key.former_until AS former_until, key.last_used_at AS last_used_at, key.revoked_at AS revoked_at
ORDER BY key.id DESC
LIMIT $limit
