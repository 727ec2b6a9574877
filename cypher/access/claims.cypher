// What a member has to show for paid contents: for each what they hold that unlocks it at that moment, and whether they wrote what it
// is part of. A reply goes with what it stands below, a lesson with its course.
// access: read
// param ids: LIST OF STRING
// param user_id: STRING
// param now: ZONED DATETIME
// column content_id: STRING
// column sold_as: STRING
// column preview: BOOLEAN
// column own: BOOLEAN
// column holdings: LIST OF MAP
UNWIND $ids AS id
MATCH (content:Content {id: id})
CALL (content) {
  MATCH (content)-[:REPLIES_TO|ANSWERS]->{0,101}(root:Content)
  WHERE NOT EXISTS { (root)-[:REPLIES_TO|ANSWERS]->() }
  RETURN root LIMIT 1
}
OPTIONAL MATCH (root)-[:PART_OF]->(course:Course)
CALL (root, course) {
  CALL (root, course) {
    MATCH (root)<-[:UNLOCKS]-(benefit:Benefit)
    RETURN benefit
    UNION
    MATCH (course)<-[:UNLOCKS]-(benefit:Benefit)
    RETURN benefit
    UNION
    MATCH (root)-[:IN_AREA]->(:Area)<-[:UNLOCKS]-(benefit:Benefit)
    RETURN benefit
    UNION
    MATCH (benefit:Benefit)
    USING INDEX SEEK benefit:Benefit(kind, id)
    WHERE benefit.kind = 'ALL_CONTENT' AND benefit.id > ''
    RETURN benefit
  }
  MATCH (grant:EntitlementGrant)
  USING INDEX SEEK grant:EntitlementGrant(user_id, benefit_id)
  WHERE grant.user_id = $user_id AND grant.benefit_id = benefit.id
    AND grant.granted_at <= $now AND coalesce(grant.ended_at > $now, true) AND coalesce(grant.expires_at > $now, true)
  RETURN collect({benefit: benefit.name, grant: grant {.id, .user_id, .benefit_id, .source_kind, .source_id, .granted_at,
                  .expires_at, .ended_at, .end_reason}}) AS holdings
}
RETURN content.id AS content_id, root.id AS sold_as, coalesce(content.preview, false) AS preview,
       EXISTS { (root)<-[:AUTHORED]-(:User {id: $user_id}) } OR EXISTS { (course)<-[:AUTHORED]-(:User {id: $user_id}) } AS own,
       holdings
