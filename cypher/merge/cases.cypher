// Bring together what waits for a decision on both accounts, and let one member's reports of one thing count once, of themselves not at
// all. Cases are locked before they are summed up.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (old:ModerationCase {open_target: $from_id}), (own:ModerationCase {open_target: $into_id})
  SET old:ModerationCase, own:ModerationCase
  WITH old, own
  CALL (old, own) {
    MATCH (report:Report)-[link:IN_CASE]->(old)
    DELETE link
    CREATE (report)-[:IN_CASE]->(own)
  }
  SET own.checked = coalesce(own.checked, 0.0) + coalesce(old.checked, 0.0),
    own.findings = coalesce(own.findings, []) + coalesce(old.findings, [])
  SET old.state = 'DECIDED', old.rank = 0.0, old.weight = 0.0, old.reports = 0
  REMOVE old.open_target, old.claimed_by, old.claimed_until
  RETURN collect(own) AS joined
}
CALL () {
  MATCH (report:Report)-[:IN_CASE]->(matter:ModerationCase)
  WHERE report.reporter_id IN [$from_id, $into_id] AND report.at IS NOT NULL AND report.state = 'OPEN'
    AND (matter.target_id IN [$from_id, $into_id]
      OR report.reporter_id = $from_id AND EXISTS { MATCH (:Report {open_key: $into_id + ' ' + matter.target_id}) })
  WITH report, matter LIMIT $limit
  SET matter:ModerationCase
  DETACH DELETE report
  RETURN collect(matter) AS dropped
}
CALL (joined, dropped) {
  UNWIND joined + dropped AS matter
  WITH DISTINCT matter
  OPTIONAL MATCH (matter)<-[:IN_CASE]-(one:Report)
  WITH matter, count(one) AS reports, coalesce(matter.checked, 0.0) + coalesce(sum(one.weight), 0.0) AS weight
  SET matter.reports = reports, matter.weight = weight, matter.rank = weight
}
RETURN {cases_joined: size(joined), reports_dropped: size(dropped)} AS counts
