// Keep an act whose token wasn't made here. Run again, it finds its own.
// access: write
// param id: STRING
// param kind: STRING
// param at: ZONED DATETIME
MERGE (act:InvalidAct {id: $id})
ON CREATE SET act.kind = $kind, act.reason = 'FORGED', act.at = $at
