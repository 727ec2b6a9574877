// Give a living key a new secret; the one before opens it too until then, and the one before that no longer.
// Whoever gets the secret must hold what it opens.
// access: write
// param id: STRING
// param digest: STRING
// param hint: STRING
// param former_until: ZONED DATETIME
// param held: LIST OF STRING
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
MATCH (key:ApiKey {id: $id})
SET key.id = $id
WITH key, key.digest AS former
WHERE key.revoked_at IS NULL AND all(scope IN key.scopes WHERE scope IN $held)
FOREACH (_ IN CASE WHEN former = $digest THEN [] ELSE [1] END |
  SET key.digest = $digest, key.hint = $hint, key.former_digest = former, key.former_until = $former_until)
RETURN key.id AS id, key.name AS name, key.hint AS hint, key.scopes AS scopes, key.sponsor_id AS sponsor_id,
       key.created_at AS created_at, key.created_by AS created_by, key.expires_at AS expires_at,
       key.former_until AS former_until, key.last_used_at AS last_used_at, key.revoked_at AS revoked_at
