// The reports in some cases, the latest first, at most 50 a case.
// access: read
// param ids: LIST OF STRING
// column case_id: STRING
// column reports: LIST OF MAP
UNWIND $ids AS id
MATCH (matter:ModerationCase {id: id})
CALL (matter) {
  MATCH (matter)<-[:IN_CASE]-(report:Report)
  RETURN report
  ORDER BY report.id DESC
  LIMIT 50
}
WITH id, report ORDER BY report.id DESC
RETURN id AS case_id,
       collect(report {.id, .reporter_id, .norm, .note, .weight, .state, at: report.at.epochMillis}) AS reports
