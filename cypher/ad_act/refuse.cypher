// Keep an act that doesn't count, with its reason; of one decision the first ones. Run again, it finds its own.
// access: write
// param id: STRING
// param decision_id: STRING
// param flight_id: STRING
// param kind: STRING
// param reason: STRING
// param at: ZONED DATETIME
MERGE (act:InvalidAct {id: $id})
ON CREATE SET act.decision_id = $decision_id, act.flight_id = $flight_id, act.kind = $kind, act.reason = $reason,
              act.at = $at
WITH act
MATCH (decision:AdDecision {id: $decision_id})
SET decision.refusals = coalesce(decision.refusals, 0) + 1
