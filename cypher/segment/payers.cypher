// What members brought by orders that were paid in a time, before tax and without what was paid back since, by member and
// currency. For a job: it costs as many reads as there are such orders.
// access: read
// param since: ZONED DATETIME
// param until: ZONED DATETIME
// column user_id: STRING
// column currency: STRING
// column net_minor: FLOAT
MATCH (order:Order)
WHERE order.paid_at > $since AND order.paid_at <= $until AND order.total_minor > order.refunded_minor
RETURN order.user_id AS user_id, order.currency AS currency,
       sum((order.total_minor - order.refunded_minor) * (order.total_minor - order.tax_minor) / toFloat(order.total_minor))
         AS net_minor
