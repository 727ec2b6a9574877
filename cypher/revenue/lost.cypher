// The spans by whose end a subscriber was lost who was there when the month began, those that ended last first.
// access: read
// param currency: STRING
// param since: ZONED DATETIME
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
USING INDEX SEEK span:SubscriberSpan(currency, until, key)
WHERE span.currency = $currency AND span.until >= $since AND span.until <= $before_at AND span.key IS NOT NULL
  AND CASE span.until WHEN $before_at THEN span.key < $before_key ELSE true END
  AND span.lost AND NOT span.came_back
RETURN span.key AS key, span.subscription_id AS subscription_id, span.tier_id AS tier_id, span.currency AS currency,
       span.yearly_minor AS yearly_minor, span.since AS since, span.until AS until, span.began AS began,
       span.came_back AS came_back
ORDER BY span.currency DESC, span.until DESC, span.key DESC
LIMIT $limit
