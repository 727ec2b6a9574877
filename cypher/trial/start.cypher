// Begin a trial of a model beside another. The kind is locked by the caller, so that one runs at a time.
// access: write
// param id: STRING
// param kind: STRING
// param model_id: STRING
// param former_id: STRING
// param share_percent: INTEGER
// param at: ZONED DATETIME
MERGE (trial:ModelTrial {id: $id})
ON CREATE SET trial.kind = $kind, trial.running = true, trial.model_id = $model_id, trial.former_id = $former_id,
              trial.share_percent = $share_percent, trial.started_at = $at
