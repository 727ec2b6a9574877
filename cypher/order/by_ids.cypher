// Orders with their lines, by id. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column bought: MAP
UNWIND $ids AS id
MATCH (bought:Order {id: id})
CALL (bought) {
  MATCH (line:OrderLine)
  WHERE line.order_id = bought.id AND line.n > 0 // names both, as the index does
  WITH line ORDER BY line.n
  RETURN collect(line {.n, .product_id, .price_id, .kind, .name, .interval, .currency, .quantity, .unit_minor, .discount_minor,
    .tax_minor, .total_minor, .refunded_minor, .refunding_minor, .benefit_ids, .author_id, .author_share_percent,
    .affiliate_id, .affiliate_percent, .cohort_id, .fee_minor, .author_minor, .affiliate_minor}) AS lines
}
RETURN id, bought {.id, .number, .user_id, .state, .state_reason, .currency, .subtotal_minor, .discount_minor, .tax_minor,
  .total_minor, .refunded_minor, .refunding_minor, .fee_minor, .coupon_id, .coupon_code, .is_gift, .gift_to,
  .gift_redeemed_at, .subscription_id, .period_start, .created_at, .expires_at, .paid_at, .processor, .billing_name,
  .billing_address, lines: lines} AS bought
