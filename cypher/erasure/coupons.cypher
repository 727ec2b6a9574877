// Forget which coupons a person used, and let nobody earn by those that were theirs. How often a coupon was used stays.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (redemption:CouponRedemption)
  WHERE redemption.user_id = $user_id AND redemption.key > ''
  WITH redemption LIMIT $limit
  DELETE redemption
  RETURN count(*) AS redemptions
}
CALL () {
  MATCH (coupon:Coupon)
  WHERE coupon.affiliate_id = $user_id AND coupon.id > ''
  WITH coupon LIMIT $limit
  SET coupon.affiliate_percent = 0
  REMOVE coupon.affiliate_id
  RETURN count(coupon) AS coupons
}
RETURN {coupon_redemptions: redemptions, coupons_without_affiliate: coupons} AS counts
