// What an ad is decided by beside what the request says: the page by its content or its area, and the reader, if named.
// A null instead of a page or reader that isn't there. Times are milliseconds since 1970.
// access: read
// param content_id: STRING
// param area: STRING
// param user_id: STRING
// param now: ZONED DATETIME
// param interests: INTEGER
// column page: MAP
// column place: MAP
// column reader: MAP
OPTIONAL MATCH (content:Content {id: $content_id})
OPTIONAL MATCH (content)-[:IN_AREA]->(around:Area)
OPTIONAL MATCH (named:Area {slug: $area})
WITH content, coalesce(named, around) AS area
WITH area, CASE WHEN content IS NULL THEN null ELSE content {
  .id, .kind, .title, .excerpt, .language, .visibility, published_at: content.published_at.epochMillis,
  tags: [(content)-[:TAGGED]->(tag:Tag) | [tag.id, tag.slug]]
} END AS page
OPTIONAL MATCH (user:User {id: $user_id})
CALL (user) {
  MATCH (user)-[interest:INTERESTED_IN]->(tag:Tag)
  WITH interest, tag ORDER BY interest.affinity DESC, tag.id LIMIT $interests
  RETURN collect([tag.id, tag.slug]) AS interests
}
RETURN page, CASE WHEN area IS NULL THEN null ELSE area {.id, .slug, ads_allowed: coalesce(area.ads_allowed, true)} END AS place,
       CASE WHEN user IS NULL THEN null ELSE {
         consents: 'AD_PERSONALISATION' IN coalesce(user.consents, []),
         ad_free: coalesce(user.ad_free_until > $now, false), segment: user.segment, interests: interests
       } END AS reader
