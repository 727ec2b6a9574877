// Give back a case that one has claimed; the case as it is then, no row when there is none.
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
FOREACH (_ IN CASE WHEN matter.claimed_by = $user_id THEN [1] ELSE [] END |
  REMOVE matter.claimed_by, matter.claimed_until)
RETURN matter.id AS id, matter.target_id AS target_id, matter.state AS state, matter.weight AS weight,
       coalesce(matter.reports, 0) AS report_count, matter.findings AS findings, matter.opened_at AS opened_at,
       matter.claimed_by AS claimed_by, matter.claimed_until AS claimed_until, matter.decided_at AS decided_at
