// Let what is withheld from a member be withheld from the survivor: of two sanctions of a kind the one that holds longer. A ban whose
// end wasn't seen to is seen to on the survivor.
// access: write
// param from_id: STRING
// param into_id: STRING
// param now: ZONED DATETIME
MATCH (held:Sanction)
WHERE held.user_id = $from_id AND held.kind > ''
MERGE (kept:Sanction {user_id: $into_id, kind: held.kind})
WITH held, kept, kept.changed_at IS NULL OR kept.until < held.until OR kept.until IS NOT NULL AND held.until IS NULL AS stricter
FOREACH (_ IN CASE WHEN stricter THEN [1] ELSE [] END | SET kept.until = held.until, kept.action_id = held.action_id)
SET kept.pending = CASE WHEN kept.pending OR held.pending THEN true END, kept.changed_at = $now
DELETE held
