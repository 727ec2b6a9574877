// Set the cap on ads; what it was. Null takes a cap away.
// access: write
// param per_day: INTEGER
// param per_placement: INTEGER
// column per_day: INTEGER
// column per_placement: INTEGER
MERGE (load:AdLoad {name: 'all'})
SET load.name = 'all'
WITH load, load.per_day AS per_day, load.per_placement AS per_placement
SET load.per_day = $per_day, load.per_placement = $per_placement
RETURN per_day, per_placement
