// Keep what was counted of a trial; a later count replaces it.
// access: write
// param id: STRING
// param until: ZONED DATETIME
// param challengers: INTEGER
// param challengers_read: INTEGER
// param others: INTEGER
// param others_read: INTEGER
// param total: FLOAT
// param squares: FLOAT
MATCH (trial:ModelTrial {id: $id})
SET trial.counted_until = $until, trial.challengers = $challengers, trial.challengers_read = $challengers_read,
    trial.others = $others, trial.others_read = $others_read, trial.total = $total, trial.squares = $squares
