// The spans of subscriptions that were paid for at the end of a time, those that began last first.
// access: read
// param currency: STRING
// param end: ZONED DATETIME
// param before_at: ZONED DATETIME
// param before_key: STRING
// param limit: INTEGER
// column key: STRING
// column subscription_id: STRING
// column tier_id: STRING
// column currency: STRING
// column yearly_minor: INTEGER
// column since: ZONED DATETIME
// column until: ZONED DATETIME
// column began: ZONED DATETIME
// column came_back: BOOLEAN
MATCH (span:SubscriberSpan)
USING INDEX SEEK span:SubscriberSpan(currency, since, key)
WHERE span.currency = $currency AND span.since <= $before_at AND span.key IS NOT NULL
  AND CASE span.since WHEN $before_at THEN span.key < $before_key ELSE true END
  AND span.until >= $end
RETURN span.key AS key, span.subscription_id AS subscription_id, span.tier_id AS tier_id, span.currency AS currency,
       span.yearly_minor AS yearly_minor, span.since AS since, span.until AS until, span.began AS began,
       span.came_back AS came_back
ORDER BY span.currency DESC, span.since DESC, span.key DESC
LIMIT $limit
