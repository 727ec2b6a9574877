// Let orders, what was earned by them and what was paid back name a person by the erasure, without where bills went and
// without what operators said to them. They are the books of the community, and stay.
// access: write
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (bought:Order)
  WHERE bought.user_id = $user_id AND bought.id > ''
  WITH bought LIMIT $limit
  SET bought.user_id = $erasure_id, bought.billing_name = NULL, bought.billing_address = NULL
  WITH bought
  OPTIONAL MATCH (refund:Refund)
  WHERE refund.order_id = bought.id AND refund.id > ''
  SET refund.reason = ''
  RETURN count(DISTINCT bought) AS orders
}
CALL () {
  MATCH (given:Order)
  WHERE given.gift_to = $user_id AND given.id > ''
  WITH given LIMIT $limit
  SET given.gift_to = $erasure_id
  RETURN count(given) AS gifts
}
CALL () {
  MATCH (line:OrderLine)
  WHERE line.author_id = $user_id AND line.order_id > ''
  WITH line LIMIT $limit
  SET line.author_id = $erasure_id
  RETURN count(line) AS written
}
CALL () {
  MATCH (line:OrderLine)
  WHERE line.affiliate_id = $user_id AND line.order_id > ''
  WITH line LIMIT $limit
  SET line.affiliate_id = $erasure_id
  RETURN count(line) AS recommended
}
CALL () {
  MATCH (refund:Refund)
  WHERE refund.by = 'user:' + $user_id AND refund.id > ''
  WITH refund LIMIT $limit
  SET refund.by = 'user:' + $erasure_id
  RETURN count(refund) AS refunds
}
RETURN {orders_pseudonymised: orders + gifts, order_lines_pseudonymised: written + recommended,
        refunds_pseudonymised: refunds} AS counts
