// Whether a trial of recommendations runs.
// access: read
// column runs: BOOLEAN
RETURN EXISTS {
  MATCH (trial:ModelTrial {kind: 'RECOMMENDATION', running: true})
  USING INDEX SEEK trial:ModelTrial(kind, running)
} AS runs
