// Make products, coupons to earn by, and coupons used the survivor's. Where both used one, the other's stays counted under its order.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (product:Product)
  WHERE product.author_id = $from_id AND product.id > ''
  WITH product LIMIT $limit
  SET product.author_id = $into_id
  RETURN count(product) AS products
}
CALL () {
  MATCH (coupon:Coupon)
  WHERE coupon.affiliate_id = $from_id AND coupon.id > ''
  WITH coupon LIMIT $limit
  SET coupon.affiliate_id = $into_id
  RETURN count(coupon) AS coupons
}
CALL () {
  MATCH (redemption:CouponRedemption)
  WHERE redemption.user_id = $from_id AND redemption.key > ''
  WITH redemption, redemption.coupon_id + '|' + $into_id AS key
  LIMIT $limit
  OPTIONAL MATCH (same:CouponRedemption {key: key})
  SET redemption.user_id = $into_id,
    redemption.key = CASE WHEN same IS NULL THEN key ELSE key + '|' + redemption.order_id END
  RETURN count(redemption) AS redemptions
}
RETURN {products: products, coupons: coupons, coupon_redemptions: redemptions} AS counts
