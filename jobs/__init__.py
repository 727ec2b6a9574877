"""Work that is done again and again: each job an idempotent function of the graph and a moment."""
