// Forget cases that were decided long ago, with the reports in them; but not while an action in one is appealed.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column forgotten: INTEGER
MATCH (matter:ModerationCase)
WHERE matter.state = 'DECIDED' AND matter.rank < $before.epochSeconds * 1.0 AND matter.id > ''
  AND coalesce(matter.decided_at, matter.opened_at) < $before
  AND NOT EXISTS { MATCH (action:ModerationAction {case_id: matter.id}) WHERE action.appeal_state = 'OPEN' }
WITH matter LIMIT $limit
OPTIONAL MATCH (report:Report)-[:IN_CASE]->(matter)
WITH matter, collect(report) AS reports
FOREACH (report IN reports | DETACH DELETE report)
DETACH DELETE matter
RETURN count(matter) AS forgotten
