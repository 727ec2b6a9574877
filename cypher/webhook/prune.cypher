// Delete what is kept of old deliveries, a batch at a time, and say how many.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column pruned: INTEGER
MATCH (delivery:WebhookDelivery)
WHERE delivery.attempted_at < $before
WITH delivery LIMIT $limit
WITH collect(delivery) AS old
FOREACH (delivery IN old | DELETE delivery)
RETURN size(old) AS pruned
