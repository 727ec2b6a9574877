// What may bring members back who stay away and consent to be suggested something: what others said to them that they haven't
// seen, a membership that ends, a course they began, and what is new on the tags they are drawn to.
// access: read
// audience: viewer
// param user_ids: LIST OF STRING
// param states: LIST OF STRING
// param kinds: LIST OF STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param ends_before: ZONED DATETIME
// param tags: INTEGER
// param most: INTEGER
// column user_id: STRING
// column since: INTEGER
// column spoken: MAP
// column ending: MAP
// column begun: MAP
// column fresh: MAP
UNWIND $user_ids AS user_id
MATCH (user:User {id: user_id})
WHERE user.churn IN $states AND 'PERSONALISATION' IN user.consents
WITH user, datetime({year: user.last_active_on.year, month: user.last_active_on.month, day: user.last_active_on.day}) AS since
CALL (user) {
  OPTIONAL MATCH (told:Notification)
  WHERE told.user_id = user.id AND told.unread > '' AND told.kind IN $kinds
  OPTIONAL MATCH (content:Content {id: told.content_id})
  WHERE content.visibility IN $audience AND content.published_at <= $now
    AND NOT EXISTS { (user)-[:MUTES|BLOCKS]->(:User)-[:AUTHORED]->(content) }
  WITH told, content
  ORDER BY CASE WHEN content IS NULL THEN 1 ELSE 0 END, told.at DESC LIMIT 1
  RETURN CASE WHEN content IS NOT NULL THEN
    {kind: told.kind, content_id: content.id, title: content.title, at: told.at.epochMillis} END AS spoken
}
CALL (user) {
  OPTIONAL MATCH (subscription:Subscription {live_key: user.id})
  WHERE subscription.state IN ['CANCELLED', 'PAST_DUE'] AND subscription.period_end < $ends_before
  OPTIONAL MATCH (tier:Tier {id: subscription.tier_id})
  RETURN CASE WHEN tier IS NOT NULL THEN {tier_id: tier.id, name: tier.name,
    unpaid: subscription.state = 'PAST_DUE', ends_at: subscription.period_end.epochMillis} END AS ending
}
CALL (user) {
  OPTIONAL MATCH (used:Consumption)
  WHERE used.user_id = user.id AND used.begun_at <= $now AND used.completed_at IS NULL
  OPTIONAL MATCH (content:Content {id: used.content_id})
  WHERE content.visibility IN $audience AND content.published_at <= $now
  WITH used, content
  ORDER BY CASE WHEN content IS NULL THEN 1 ELSE 0 END, used.begun_at DESC LIMIT 1
  RETURN CASE WHEN content IS NOT NULL THEN
    {content_id: content.id, title: content.title, at: used.begun_at.epochMillis} END AS begun
}
CALL (user, since) {
  MATCH (user)-[interest:INTERESTED_IN]->(tag:Tag)
  WITH user, since, tag ORDER BY interest.affinity DESC, tag.slug LIMIT $tags
  CALL (user, since, tag) {
    MATCH (content:Content)-[tagged:TAGGED]->(:Tag)
    USING INDEX SEEK tagged:TAGGED(tag_id, published_at)
    WHERE tagged.tag_id = tag.id AND tagged.published_at > since AND tagged.published_at <= $now
      AND content.visibility IN $audience AND content.published_at <= $now
      AND NOT EXISTS { (user)-[:MUTES|BLOCKS]->(:User)-[:AUTHORED]->(content) }
      AND NOT EXISTS { (user)-[:AUTHORED]->(content) }
    WITH content ORDER BY tagged.tag_id DESC, tagged.published_at DESC, content.id DESC LIMIT $most
    WITH collect(content {.id, .title}) AS found
    RETURN size(found) AS count, head(found) AS latest
  }
  WITH tag, count, latest WHERE count > 0
  WITH tag, count, latest ORDER BY count DESC, tag.slug LIMIT 1
  RETURN collect({tag_id: tag.id, tag: tag.name, count: count, content_id: latest.id, title: latest.title}) AS found
}
RETURN user.id AS user_id, since.epochMillis AS since, spoken, ending, begun, head(found) AS fresh
