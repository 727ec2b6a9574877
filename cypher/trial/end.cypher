// End a trial that runs.
// access: write
// param id: STRING
// param at: ZONED DATETIME
MATCH (trial:ModelTrial {id: $id, running: true})
REMOVE trial.running
SET trial.ended_at = $at
