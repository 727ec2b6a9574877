// Open the case of a content that checks have something against. Touching it locks it.
// access: write
// param case_id: STRING
// param target_id: STRING
// param findings: LIST OF STRING
// param weight: FLOAT
// param at: ZONED DATETIME
// column case_id: STRING
MERGE (matter:ModerationCase {open_target: $target_id})
ON CREATE SET matter.id = $case_id, matter.target_id = $target_id, matter.state = 'OPEN', matter.opened_at = $at,
  matter.reports = 0, matter.weight = 0.0
SET matter:ModerationCase
WITH matter, coalesce(matter.weight, 0.0) - coalesce(matter.checked, 0.0) + $weight AS weight
OPTIONAL MATCH (content:Content {id: $target_id})
SET matter.findings = $findings, matter.checked = $weight, matter.weight = weight, matter.rank = weight,
  matter.area_id = head([(content)-[:IN_AREA]->(area:Area) | area.id])
RETURN matter.id AS case_id
