// Put members who consent to it, contents and tags into memory: who had to do with what, decayed to now, and what is about
// what, rare tags telling more. An answer binds its author to the question.
// access: read
// scan: everybody and everything is looked at
// param graph: STRING
// param as_of: ZONED DATETIME
// param scale: FLOAT
// param wrote: FLOAT
// param answered: FLOAT
// param tagged: FLOAT
// column nodes: INTEGER
// column relationships: INTEGER
CALL () {
  MATCH (user:User)-[done:INTERACTED]->(content:Standalone)
  WHERE 'PERSONALISATION' IN user.consents AND done.first_at < $as_of AND done.interest > 0
  RETURN user AS source, 'User' AS label, content AS target, 'Content' AS target_label, done.interest / $scale AS weight
  UNION ALL
  MATCH (user:User)-[:AUTHORED]->(content:Standalone)
  WHERE 'PERSONALISATION' IN user.consents AND content.published_at < $as_of
  RETURN user AS source, 'User' AS label, content AS target, 'Content' AS target_label, $wrote AS weight
  UNION ALL
  MATCH (user:User)-[:AUTHORED]->(answer:Answer)-[:ANSWERS]->(content:Standalone)
  WHERE 'PERSONALISATION' IN user.consents AND answer.published_at < $as_of
  RETURN user AS source, 'User' AS label, content AS target, 'Content' AS target_label, $answered AS weight
  UNION ALL
  MATCH (content:Standalone)-[about:TAGGED]->(tag:Tag)
  WHERE about.published_at < $as_of
  RETURN content AS source, 'Content' AS label, tag AS target, 'Tag' AS target_label,
         $tagged * coalesce(tag.idf, 1.0) AS weight
}
WITH gds.graph.project($graph, source, target, {
  sourceNodeLabels: label, targetNodeLabels: target_label, relationshipType: 'NEAR',
  relationshipProperties: {weight: weight}}, {undirectedRelationshipTypes: ['NEAR']}) AS made
RETURN coalesce(made.nodeCount, 0) AS nodes, coalesce(made.relationshipCount, 0) AS relationships
