// How many parts of imports whose notes start so were begun and not finished; they are few, and read from their index.
// access: read
// param prefix: STRING
// column parts: INTEGER
MATCH (run:JobRun)
WHERE run.name STARTS WITH $prefix AND NOT run.name ENDS WITH ' until'
RETURN count(run) AS parts
