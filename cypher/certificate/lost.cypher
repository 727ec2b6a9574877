// Courses that some benefits unlock, of which a member has a certificate that holds, and to which nothing that they hold at that moment
// gives access any more.
// access: read
// param user_id: STRING
// param benefit_ids: LIST OF STRING
// param at: ZONED DATETIME
// column id: STRING
MATCH (certificate:Certificate)
WHERE certificate.user_id = $user_id AND certificate.id > '' AND certificate.revoked_at IS NULL
MATCH (course:Content {id: certificate.course_id})
WHERE NOT course.visibility IN ['PUBLIC', 'MEMBERS']
CALL (course) {
  CALL (course) {
    MATCH (course)<-[:UNLOCKS]-(benefit:Benefit)
    RETURN benefit
    UNION
    MATCH (course)<-[:PART_OF]-(:Lesson)<-[:UNLOCKS]-(benefit:Benefit)
    RETURN benefit
    UNION
    MATCH (course)-[:IN_AREA]->(:Area)<-[:UNLOCKS]-(benefit:Benefit)
    RETURN benefit
    UNION
    MATCH (benefit:Benefit)
    WHERE benefit.kind = 'ALL_CONTENT' AND benefit.id > ''
    RETURN benefit
  }
  RETURN collect(benefit.id) AS unlocking
}
WITH course, unlocking
WHERE any(id IN unlocking WHERE id IN $benefit_ids) AND NOT EXISTS {
  MATCH (grant:EntitlementGrant)
  WHERE grant.user_id = $user_id AND grant.benefit_id IN unlocking
    AND grant.granted_at <= $at AND coalesce(grant.ended_at > $at, true) AND coalesce(grant.expires_at > $at, true)
}
RETURN course.id AS id
