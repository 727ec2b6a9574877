// Add a report to the open case of its target, which it opens where there is none; no row when this member has an open
// report there. Touching the case locks it, so that its weight is the sum of all reports that are committed.
// access: write
// param id: STRING
// param case_id: STRING
// param target_id: STRING
// param area_id: STRING
// param reporter_id: STRING
// param norm: STRING
// param note: STRING
// param weight: FLOAT
// param at: ZONED DATETIME
// column case_id: STRING
// column weight: FLOAT
MERGE (matter:ModerationCase {open_target: $target_id})
ON CREATE SET matter.id = $case_id, matter.target_id = $target_id, matter.area_id = $area_id, matter.state = 'OPEN',
  matter.opened_at = $at, matter.checked = 0.0, matter.findings = []
SET matter:ModerationCase
MERGE (report:Report {open_key: $reporter_id + ' ' + $target_id})
ON CREATE SET report.id = $id, report.reporter_id = $reporter_id, report.norm = $norm, report.note = $note,
  report.weight = $weight, report.at = $at, report.state = 'OPEN'
WITH matter, report
WHERE report.id = $id
MERGE (report)-[:IN_CASE]->(matter)
WITH matter
MATCH (matter)<-[:IN_CASE]-(one:Report)
WITH matter, count(one) AS reports, matter.checked + sum(one.weight) AS weight
SET matter.reports = reports, matter.weight = weight, matter.rank = weight
RETURN matter.id AS case_id, weight
