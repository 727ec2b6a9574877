// The sanctions that were imposed or lifted since a moment.
// access: read
// param since: ZONED DATETIME
// column user_id: STRING
// column kind: STRING
// column until: ZONED DATETIME
// column changed_at: ZONED DATETIME
// column action_id: STRING
MATCH (sanction:Sanction)
WHERE sanction.changed_at >= $since
RETURN sanction.user_id AS user_id, sanction.kind AS kind, sanction.until AS until,
       sanction.changed_at AS changed_at, sanction.action_id AS action_id
