// Trials, with what was counted of them. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column kind: STRING
// column model_id: STRING
// column former_id: STRING
// column share_percent: INTEGER
// column started_at: ZONED DATETIME
// column ended_at: ZONED DATETIME
// column counted: MAP
UNWIND $ids AS id
MATCH (trial:ModelTrial {id: id})
RETURN trial.id AS id, trial.kind AS kind, trial.model_id AS model_id, trial.former_id AS former_id,
       trial.share_percent AS share_percent, trial.started_at AS started_at, trial.ended_at AS ended_at, {
         until: trial.counted_until.epochMillis,
         challengers: coalesce(trial.challengers, 0), challengers_read: coalesce(trial.challengers_read, 0),
         others: coalesce(trial.others, 0), others_read: coalesce(trial.others_read, 0),
         total: coalesce(trial.total, 0.0), squares: coalesce(trial.squares, 0.0)
       } AS counted
