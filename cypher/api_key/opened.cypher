// The key that a secret opens, by the present secret or by the one before, and until when it does.
// access: read
// param digest: STRING
// column id: STRING
// column scopes: LIST OF STRING
// column sponsor_id: STRING
// column valid_until: ZONED DATETIME
// column revoked_at: ZONED DATETIME
// column last_used_at: ZONED DATETIME
MATCH (key:ApiKey)
WHERE key.digest = $digest OR key.former_digest = $digest
RETURN key.id AS id, key.scopes AS scopes, key.sponsor_id AS sponsor_id,
       CASE WHEN key.digest = $digest OR key.expires_at < key.former_until THEN key.expires_at
            ELSE key.former_until END AS valid_until,
       key.revoked_at AS revoked_at, key.last_used_at AS last_used_at
