// Count the coupon of an order as not used; nothing where it had none, or that was done.
// access: write
// param order_id: STRING
MATCH (named:CouponRedemption {order_id: $order_id})
MATCH (coupon:Coupon {id: named.coupon_id})
SET coupon:Coupon
WITH DISTINCT coupon
MATCH (redemption:CouponRedemption {order_id: $order_id})
DELETE redemption
WITH coupon, count(*) AS given_back
SET coupon.redeemed = coupon.redeemed - given_back
