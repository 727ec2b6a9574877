"""HTTP: the GraphQL endpoint, health, metrics, logs and traces."""
