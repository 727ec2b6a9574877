// The span of a subscription that hasn't ended, and the last one of its member that did: those are the ones that a
// change of the subscription changes. Its member is locked.
// access: read
// param subscription_id: STRING
// param user_id: STRING
// column key: STRING
// column subscription_id: STRING
// column tier_id: STRING
// column currency: STRING
// column yearly_minor: INTEGER
// column since: ZONED DATETIME
// column until: ZONED DATETIME
// column began: ZONED DATETIME
// column came_back: BOOLEAN
// column is_open: BOOLEAN
CALL () {
  MATCH (span:SubscriberSpan {open_id: $subscription_id})
  RETURN span, true AS is_open
UNION ALL
  MATCH (subscription:Subscription)
  WHERE subscription.user_id = $user_id AND subscription.id > ''
  MATCH (span:SubscriberSpan)
  WHERE span.subscription_id = subscription.id AND span.lost
  WITH span ORDER BY span.until DESC, span.came_back LIMIT 1
  RETURN span, false AS is_open
}
RETURN span.key AS key, span.subscription_id AS subscription_id, span.tier_id AS tier_id, span.currency AS currency,
       span.yearly_minor AS yearly_minor, span.since AS since, span.until AS until, span.began AS began,
       span.came_back AS came_back, is_open
