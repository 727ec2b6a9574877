// Delete old notifications, a batch at a time, and say how many.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column pruned: INTEGER
MATCH (notification:Notification)
WHERE notification.at < $before
WITH notification LIMIT $limit
WITH collect(notification) AS old
FOREACH (notification IN old | DELETE notification)
RETURN size(old) AS pruned
