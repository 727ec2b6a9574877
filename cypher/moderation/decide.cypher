// End a case: its reports are upheld or dismissed, and another may be opened.
// access: write
// param id: STRING
// param upheld: BOOLEAN
// param at: ZONED DATETIME
MATCH (matter:ModerationCase {id: $id})
SET matter.state = 'DECIDED', matter.decided_at = $at, matter.rank = $at.epochSeconds * 1.0
REMOVE matter.open_target, matter.claimed_by, matter.claimed_until
WITH matter
MATCH (matter)<-[:IN_CASE]-(report:Report {state: 'OPEN'})
SET report.state = CASE WHEN $upheld THEN 'UPHELD' ELSE 'DISMISSED' END
REMOVE report.open_key
