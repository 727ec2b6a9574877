// Keep the proof of what a person consented to under a name that leads nowhere.
// access: write
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (consent:Consent)
WHERE consent.user_id = $user_id AND consent.number > 0
WITH consent LIMIT $limit
SET consent.user_id = $erasure_id
REMOVE consent.key_id, consent.request_id
RETURN {consents_pseudonymised: count(consent)} AS counts
