// Make a content a cross-post of an original, or of none.
// access: write
// param id: STRING
// param original_id: STRING
// param at: ZONED DATETIME
MATCH (content:Content {id: $id})
CALL (content) {
  MATCH (content)-[link:CROSS_POST_OF]->(other:Content)
  WHERE other.id <> coalesce($original_id, '')
  DELETE link
}
MATCH (original:Content {id: $original_id})
MERGE (content)-[link:CROSS_POST_OF]->(original)
ON CREATE SET link.at = $at
