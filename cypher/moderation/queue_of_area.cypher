// The same of the contents that stood in one area when the case was opened.
// access: read
// param area_id: STRING
// param state: STRING
// param before_rank: FLOAT
// param before_id: STRING
// param limit: INTEGER
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
// column rank: FLOAT
MATCH (matter:ModerationCase)
WHERE matter.area_id = $area_id AND matter.state = $state AND matter.rank <= $before_rank AND matter.id > ''
  AND CASE matter.rank WHEN $before_rank THEN matter.id < $before_id ELSE true END
RETURN matter.id AS id, matter.target_id AS target_id, matter.state AS state, matter.weight AS weight,
       coalesce(matter.reports, 0) AS report_count, matter.findings AS findings, matter.opened_at AS opened_at,
       matter.claimed_by AS claimed_by, matter.claimed_until AS claimed_until, matter.decided_at AS decided_at,
       matter.rank AS rank
ORDER BY matter.area_id DESC, matter.state DESC, matter.rank DESC, matter.id DESC
LIMIT $limit
