// The members of the sample, with what targeting may look at: of who didn't consent to that, nothing.
// access: read
// param as_of: ZONED DATETIME
// param interests: INTEGER
// param saved_ids: LIST OF STRING
// column segment: STRING
// column tag_ids: LIST OF STRING
// column consents: BOOLEAN
// column saved_ids: LIST OF STRING
MATCH (user:User {reach_at: $as_of})
WITH user, 'AD_PERSONALISATION' IN coalesce(user.consents, []) AS consents
CALL (user, consents) {
  WITH user WHERE consents
  MATCH (user)-[interest:INTERESTED_IN]->(tag:Tag)
  WITH interest, tag ORDER BY interest.affinity DESC, tag.id LIMIT $interests
  RETURN collect(tag.id) AS tag_ids
}
RETURN CASE WHEN consents THEN user.segment END AS segment, tag_ids, consents,
       CASE WHEN consents AND size($saved_ids) > 0 THEN
         [(user)-[held:IN_SAVED]->(:SavedSegment) WHERE held.saved_id IN $saved_ids | held.saved_id] ELSE [] END AS saved_ids
