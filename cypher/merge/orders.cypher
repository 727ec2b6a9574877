// Make orders, gifts, what was earned by them, and refunds that somebody asked for the survivor's.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (bought:Order)
  WHERE bought.user_id = $from_id AND bought.id > ''
  WITH bought LIMIT $limit
  SET bought.user_id = $into_id
  RETURN count(bought) AS orders
}
CALL () {
  MATCH (given:Order)
  WHERE given.gift_to = $from_id AND given.id > ''
  WITH given LIMIT $limit
  SET given.gift_to = $into_id
  RETURN count(given) AS gifts
}
CALL () {
  MATCH (line:OrderLine)
  WHERE line.author_id = $from_id AND line.order_id > ''
  WITH line LIMIT $limit
  SET line.author_id = $into_id
  RETURN count(line) AS written
}
CALL () {
  MATCH (line:OrderLine)
  WHERE line.affiliate_id = $from_id AND line.order_id > ''
  WITH line LIMIT $limit
  SET line.affiliate_id = $into_id
  RETURN count(line) AS recommended
}
CALL () {
  MATCH (refund:Refund)
  WHERE refund.by = 'user:' + $from_id AND refund.id > ''
  WITH refund LIMIT $limit
  SET refund.by = 'user:' + $into_id
  RETURN count(refund) AS refunds
}
RETURN {orders: orders + gifts, order_lines: written + recommended, refunds: refunds} AS counts
