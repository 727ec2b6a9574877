// Let reports, cases and actions name the survivor where they name a member.
// access: write
// scan: a report, case or action may name a member in any of eight places; they are few beside events
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (thing:Report|ModerationCase|ModerationAction)
WHERE $from_id IN [thing.reporter_id, thing.target_id, thing.claimed_by, thing.user_id, thing.actor_id, thing.answered_by]
   OR thing.open_key CONTAINS $from_id
WITH thing LIMIT $limit
SET thing.reporter_id = replace(thing.reporter_id, $from_id, $into_id),
    thing.target_id = replace(thing.target_id, $from_id, $into_id),
    thing.open_target = replace(thing.open_target, $from_id, $into_id),
    thing.claimed_by = replace(thing.claimed_by, $from_id, $into_id),
    thing.user_id = replace(thing.user_id, $from_id, $into_id),
    thing.actor_id = replace(thing.actor_id, $from_id, $into_id),
    thing.answered_by = replace(thing.answered_by, $from_id, $into_id),
    thing.open_key = replace(thing.open_key, $from_id, $into_id)
RETURN {moderation: count(thing)} AS counts
