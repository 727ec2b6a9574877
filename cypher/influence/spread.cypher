// How influence is spread, as the last whole run found it.
// access: read
// column base: FLOAT
// column quantiles: LIST OF FLOAT
// column among: INTEGER
MATCH (run:GraphLearning {name: 'influence'})
WHERE run.base IS NOT NULL
RETURN run.base AS base, run.quantiles AS quantiles, run.among AS among
