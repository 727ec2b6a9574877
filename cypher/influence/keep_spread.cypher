// Keep how influence is spread, as a whole run found it: what comes after it is placed by that.
// access: write
// param base: FLOAT
// param quantiles: LIST OF FLOAT
// param among: INTEGER
MERGE (run:GraphLearning {name: 'influence'})
ON CREATE SET run.acts = 0
SET run.base = $base, run.quantiles = $quantiles, run.among = $among
