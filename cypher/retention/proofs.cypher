// Forget what the erased had consented to, once it is long ago.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column forgotten: INTEGER
MATCH (request:DataRequest {kind: 'ERASURE', state: 'DONE'})
WHERE request.finished_at < $before
MATCH (consent:Consent)
WHERE consent.user_id = request.id AND consent.number > 0
WITH consent LIMIT $limit
DELETE consent
RETURN count(consent) AS forgotten
