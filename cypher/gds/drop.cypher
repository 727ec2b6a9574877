// Free the memory of a graph, if it is there.
// access: read
// param name: STRING
// column name: STRING
CALL gds.graph.drop($name, false) YIELD graphName
RETURN graphName AS name
