// Whether a member has used something that is paid for since a moment.
// access: read
// param user_id: STRING
// param since: ZONED DATETIME
// column read: BOOLEAN
RETURN EXISTS {
  MATCH (used:Consumption)
  WHERE used.user_id = $user_id AND used.content_id > '' AND used.last_at >= $since
} AS read
