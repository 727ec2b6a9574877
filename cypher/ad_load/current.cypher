// The cap on ads that holds; no row before one was set.
// access: read
// column per_day: INTEGER
// column per_placement: INTEGER
MATCH (load:AdLoad {name: 'all'})
RETURN load.per_day AS per_day, load.per_placement AS per_placement
