// A user's orders with their lines, payments and refunds, in the order of ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (bought:Order)
WHERE bought.user_id = $user_id AND bought.id > $after
WITH bought ORDER BY bought.user_id, bought.id LIMIT $limit
CALL (bought) {
  MATCH (line:OrderLine)
  WHERE line.order_id = bought.id AND line.n > 0
  WITH line ORDER BY line.n
  RETURN collect(line {.n, .name, .kind, .interval, .quantity, .unit_minor, .discount_minor, .tax_minor, .total_minor,
    .refunded_minor}) AS lines
}
CALL (bought) {
  MATCH (payment:Payment)
  WHERE payment.order_id = bought.id AND payment.id > ''
  WITH payment ORDER BY payment.id
  RETURN collect(payment {.processor, .reference, .state, .reason, .amount_minor, .currency, .at}) AS payments
}
CALL (bought) {
  MATCH (refund:Refund)
  WHERE refund.order_id = bought.id AND refund.id > ''
  WITH refund ORDER BY refund.id
  RETURN collect(refund {.state, .amount_minor, .tax_minor, .reason, .created_at, .done_at}) AS refunds
}
RETURN bought.id AS key,
       bought {.id, .number, .state, .state_reason, .currency, .subtotal_minor, .discount_minor, .tax_minor, .total_minor,
         .refunded_minor, .coupon_code, .is_gift, .created_at, .paid_at, .processor, .billing_name, .billing_address,
         lines: lines, payments: payments, refunds: refunds} AS row
ORDER BY key
