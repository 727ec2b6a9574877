// Count a coupon as used by a member for an order; no row when they have used it before. Lock it first.
// access: write
// param id: STRING
// param key: STRING
// param user_id: STRING
// param order_id: STRING
// param at: ZONED DATETIME
// column order_id: STRING
MATCH (coupon:Coupon {id: $id})
WHERE NOT EXISTS { MATCH (:CouponRedemption {key: $key}) }
CREATE (redemption:CouponRedemption {key: $key, coupon_id: $id, user_id: $user_id, order_id: $order_id, at: $at})
SET coupon.redeemed = coupon.redeemed + 1
RETURN redemption.order_id AS order_id
