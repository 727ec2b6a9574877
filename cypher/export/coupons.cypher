// The coupons that a user has used, and those by which they earn, in the order of their keys.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
CALL () {
  MATCH (redemption:CouponRedemption)
  WHERE redemption.user_id = $user_id AND redemption.key > $after
  WITH redemption ORDER BY redemption.user_id, redemption.key LIMIT $limit
  MATCH (coupon:Coupon {id: redemption.coupon_id})
  RETURN redemption.key AS key, {code: coupon.code, used_at: redemption.at, order_id: redemption.order_id} AS row
  UNION ALL
  MATCH (coupon:Coupon)
  WHERE coupon.affiliate_id = $user_id AND coupon.id > $after
  WITH coupon ORDER BY coupon.affiliate_id, coupon.id LIMIT $limit
  RETURN coupon.id AS key, {code: coupon.code, affiliate_percent: coupon.affiliate_percent, redeemed: coupon.redeemed} AS row
}
RETURN key, row
ORDER BY key
LIMIT $limit
