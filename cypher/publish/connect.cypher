// Make the members a content mentions and the contents it links to those that its body names, and no others.
// access: write
// param id: STRING
// param mentions: LIST OF STRING
// param most: INTEGER
// param links: LIST OF STRING
// param linked_ids: LIST OF STRING
// param at: ZONED DATETIME
MATCH (content:Content {id: $id})
CALL (content) {
  MATCH (content)-[mentioned:MENTIONS]->(user:User)
  WHERE NOT user.handle IN $mentions
  DELETE mentioned
}
CALL (content) {
  MATCH (content)-[link:LINKS_TO {kind: 'LINK'}]->(other:Content)
  WHERE NOT other.id IN $linked_ids AND NOT coalesce(other.canonical_url, '') IN $links
  DELETE link
}
CALL (content) {
  UNWIND $mentions AS handle
  CALL (handle) {
    MATCH (user:User {handle: handle}) RETURN user
    UNION
    MATCH (former:Merged {handle: handle}) MATCH (user:User {id: former.into_id}) RETURN user
  }
  WITH DISTINCT user
  WHERE NOT EXISTS { (user)-[:AUTHORED]->(content) }
  WITH user LIMIT $most
  MERGE (content)-[mentioned:MENTIONS]->(user)
  ON CREATE SET mentioned.at = $at
}
CALL (content) {
  CALL () {
    UNWIND $linked_ids AS id
    MATCH (other:Content {id: id})
    RETURN other
    UNION
    UNWIND $links AS url
    MATCH (other:Content {canonical_url: url})
    RETURN other
  }
  WITH other
  WHERE other.id <> $id
  MERGE (content)-[link:LINKS_TO]->(other)
  ON CREATE SET link.kind = 'LINK', link.at = $at
}
