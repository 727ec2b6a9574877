// Let reports, cases, actions and sanctions name a person by the erasure, without what they wrote in them; a case about them is over.
// access: write
// scan: a report, case or action may name a person in any of eight places; they are few beside events
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (thing:Report|ModerationCase|ModerationAction|Sanction)
WHERE $user_id IN [thing.reporter_id, thing.target_id, thing.claimed_by, thing.user_id, thing.actor_id, thing.answered_by]
   OR thing.open_key CONTAINS $user_id
WITH thing LIMIT $limit
SET thing.note = CASE thing.reporter_id WHEN $user_id THEN NULL ELSE thing.note END,
    thing.appeal_text = CASE thing.user_id WHEN $user_id THEN NULL ELSE thing.appeal_text END,
    thing.state = CASE WHEN thing.open_target = $user_id THEN 'DECIDED' ELSE thing.state END
SET thing.open_target = CASE thing.open_target WHEN $user_id THEN NULL ELSE thing.open_target END,
    thing.reporter_id = replace(thing.reporter_id, $user_id, $erasure_id),
    thing.target_id = replace(thing.target_id, $user_id, $erasure_id),
    thing.claimed_by = replace(thing.claimed_by, $user_id, $erasure_id),
    thing.user_id = replace(thing.user_id, $user_id, $erasure_id),
    thing.actor_id = replace(thing.actor_id, $user_id, $erasure_id),
    thing.answered_by = replace(thing.answered_by, $user_id, $erasure_id),
    thing.open_key = replace(thing.open_key, $user_id, $erasure_id)
RETURN {moderation_pseudonymised: count(thing)} AS counts
