// Turn the reports of a case that was decided, as an appeal was accepted.
// access: write
// param id: STRING
MATCH (:ModerationCase {id: $id})<-[:IN_CASE]-(report:Report {state: 'UPHELD'})
SET report.state = 'DISMISSED'
