// Give back a case that one has claimed; no row when it isn't there or isn't theirs.
// access: write
// param id: STRING
// param user_id: STRING
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
WITH matter
WHERE matter.state = 'OPEN' AND matter.claimed_by = $user_id
REMOVE matter.claimed_by, matter.claimed_until
RETURN matter.id AS id, matter.target_id AS target_id, matter.state AS state, matter.weight AS weight,
       coalesce(matter.reports, 0) AS report_count, matter.findings AS findings, matter.opened_at AS opened_at,
       matter.claimed_by AS claimed_by, matter.claimed_until AS claimed_until, matter.decided_at AS decided_at
