// What an ad is decided by beside what the request says: the page by its content or its area, and the reader, if named,
// with which of these saved segments they are in, but the small ones, and what they were shown lately, where they consent
// to that: the latest of the ads they viewed, or may still view.
// A null instead of a page or reader that isn't there. Times are milliseconds since 1970.
// access: read
// param content_id: STRING
// param area: STRING
// param user_id: STRING
// param now: INTEGER
// param since_id: STRING
// param interests: INTEGER
// param latest: INTEGER
// param saved_ids: LIST OF STRING
// param least: INTEGER
// column page: MAP
// column place: MAP
// column reader: MAP
// column shown: LIST OF LIST OF ANY
OPTIONAL MATCH (content:Content {id: $content_id})
OPTIONAL MATCH (content)-[:IN_AREA]->(around:Area)
OPTIONAL MATCH (named:Area {slug: $area})
WITH content, coalesce(named, around) AS area
WITH area, CASE WHEN content IS NULL THEN null ELSE content {
  .id, .kind, .title, .excerpt, .language, .visibility, published_at: content.published_at.epochMillis,
  tags: [(content)-[:TAGGED]->(tag:Tag) | [tag.id, tag.slug]]
} END AS page
OPTIONAL MATCH (user:User {id: $user_id})
WITH area, page, user, 'AD_PERSONALISATION' IN coalesce(user.consents, []) AS consents
CALL (user) {
  MATCH (user)-[interest:INTERESTED_IN]->(tag:Tag)
  WITH interest, tag ORDER BY interest.affinity DESC, tag.id LIMIT $interests
  RETURN collect([tag.id, tag.slug]) AS interests
}
CALL (user, consents) {
  WITH user WHERE consents AND size($saved_ids) > 0
  MATCH (user)-[held:IN_SAVED]->(saved:SavedSegment)
  WHERE held.saved_id IN $saved_ids AND saved.members >= $least
  RETURN collect(saved.id) AS saved
}
CALL (consents) {
  WITH datetime({epochMillis: $now}) AS now WHERE consents
  MATCH (seen:AdDecision)
  USING INDEX SEEK seen:AdDecision(user_id, id)
  WHERE seen.user_id = $user_id AND seen.id >= $since_id AND (seen.viewed_at IS NOT NULL OR seen.expires_at > now)
  WITH seen ORDER BY seen.id DESC LIMIT $latest
  RETURN collect([seen.id, seen.flight_id, seen.placement, seen.clicked_at IS NOT NULL]) AS shown
}
RETURN page, CASE WHEN area IS NULL THEN null ELSE area {.id, .slug, ads_allowed: coalesce(area.ads_allowed, true)} END AS place,
       CASE WHEN user IS NULL THEN null ELSE {
         consents: consents, ad_free: coalesce(user.ad_free_until.epochMillis > $now, false),
         segment: user.segment, interests: interests, saved: saved
       } END AS reader, shown
