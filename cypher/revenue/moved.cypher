// What days moved of subscribers in a currency, month by month, and under the day `before` all that was before the first.
// access: read
// param currency: STRING
// param before: DATE
// param last: DATE
// column currency: STRING
// column day: DATE
// column started: INTEGER
// column ended: INTEGER
// column lost: INTEGER
// column yearly_started: INTEGER
// column yearly_raised: INTEGER
// column yearly_lowered: INTEGER
// column yearly_ended: INTEGER
MATCH (moved:SubscriberDay)
WHERE moved.currency = $currency AND moved.day <= $last
WITH moved, CASE WHEN moved.day <= $before THEN $before ELSE date.truncate('month', moved.day) END AS day
RETURN $currency AS currency, day, sum(moved.started) AS started, sum(moved.ended) AS ended, sum(moved.lost) AS lost,
       sum(moved.yearly_started) AS yearly_started, sum(moved.yearly_raised) AS yearly_raised,
       sum(moved.yearly_lowered) AS yearly_lowered, sum(moved.yearly_ended) AS yearly_ended
ORDER BY day
