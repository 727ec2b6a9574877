// Write down what a member decides of one purpose, unless their last word on it is the same. Touching the user first locks
// them, so that their decisions are numbered one after another; no earlier one is ever changed.
// access: write
// param user_id: STRING
// param purpose: STRING
// param granted: BOOLEAN
// param version: STRING
// param at: ZONED DATETIME
// param key_id: STRING
// param request_id: STRING
MATCH (user:User {id: $user_id})
SET user:User
WITH user
CALL () {
  OPTIONAL MATCH (given:Consent) WHERE given.user_id = $user_id AND given.number > 0
  WITH given ORDER BY given.number DESC
  RETURN count(given) AS decisions, head([one IN collect(given) WHERE one.purpose = $purpose]) AS last
}
WITH user, decisions, last
WHERE last IS NULL OR last.granted <> $granted OR last.version <> $version
CREATE (:Consent {
  user_id: $user_id, number: decisions + 1, purpose: $purpose, granted: $granted, version: $version, at: $at,
  source: 'API', key_id: $key_id, request_id: $request_id})
SET user.consents = [purpose IN coalesce(user.consents, []) WHERE purpose <> $purpose]
    + CASE WHEN $granted THEN [$purpose] ELSE [] END,
  user.ads_changed_at = CASE WHEN $purpose = 'AD_PERSONALISATION' THEN datetime() ELSE user.ads_changed_at END
