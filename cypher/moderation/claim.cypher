// Take an open case to oneself, or prolong that, unless another has it; the case as it is then, no row when there is none.
// Touching it first locks it, so that of two who claim it at once one comes too late.
// access: write
// param id: STRING
// param user_id: STRING
// param until: ZONED DATETIME
// param now: ZONED DATETIME
// column id: STRING
// column target_id: STRING
// column state: STRING
// column weight: FLOAT
// column report_count: INTEGER
// column findings: LIST OF STRING
// column opened_at: ZONED DATETIME
// column claimed_by: STRING
// column claimed_until: ZONED DATETIME
// column decided_at: ZONED DATETIME
MATCH (matter:ModerationCase {id: $id})
SET matter:ModerationCase
WITH matter, matter.state = 'OPEN'
  AND (matter.claimed_by IS NULL OR matter.claimed_by = $user_id OR matter.claimed_until <= $now) AS free
FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END | SET matter.claimed_by = $user_id, matter.claimed_until = $until)
RETURN matter.id AS id, matter.target_id AS target_id, matter.state AS state, matter.weight AS weight,
       coalesce(matter.reports, 0) AS report_count, matter.findings AS findings, matter.opened_at AS opened_at,
       matter.claimed_by AS claimed_by, matter.claimed_until AS claimed_until, matter.decided_at AS decided_at
