"""Everything that talks to Neo4j: transactions, and the functions that run named queries in them."""
