// Store how much each tag tells: the fewer contents bear it, the more.
// access: write
// scan: every tag gets its value
// param as_of: ZONED DATETIME
CALL () {
  MATCH (content:Standalone) WHERE content.published_at < $as_of
  RETURN count(content) AS contents
}
MATCH (tag:Tag)
CALL (tag) {
  MATCH (:Content)-[tagged:TAGGED]->(tag)
  WHERE tagged.tag_id = tag.id AND tagged.published_at < $as_of
  RETURN count(tagged) AS bearers
}
SET tag.idf = 1 + log((1.0 + contents) / (1.0 + bearers))
