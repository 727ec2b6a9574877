// Let the job that makes lists look at everything at its next run, as weights have changed.
// access: write
MATCH (run:JobRun {name: 'refresh-landing'})
REMOVE run.position
