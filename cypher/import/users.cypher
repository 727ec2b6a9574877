// Add members of another system. One that is there already stays as it is. Activity and points are 0 until jobs compute them, so that
// nobody is missing from the lists that are ordered by them. What they consented to there is written down as such.
// access: write
// param rows: LIST OF MAP
// param consents: LIST OF STRING
// param now: ZONED DATETIME
UNWIND $rows AS row
MERGE (user:User {external_id: row.external_id})
ON CREATE SET
  user.id = row.id,
  user.handle = row.handle,
  user.look = row.look,
  user.display_name = row.display_name,
  user.joined_at = datetime({epochMillis: row.joined_ms}),
  user.activity = 0.0,
  user.points = 0,
  user.consents = $consents,
  user.is_new = true
FOREACH (_ IN CASE WHEN user.is_new THEN [1] ELSE [] END |
  FOREACH (n IN range(0, size($consents) - 1) |
    CREATE (:Consent {
      user_id: row.id, number: n + 1, purpose: $consents[n], granted: true, version: 'import', at: $now, source: 'IMPORT'}))
  REMOVE user.is_new)
