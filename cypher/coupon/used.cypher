// Of coupons and members, by key, those of whom the one has used the other, and for what.
// access: read
// param ids: LIST OF STRING
// column key: STRING
// column order_id: STRING
UNWIND $ids AS key
MATCH (redemption:CouponRedemption {key: key})
RETURN redemption.key AS key, redemption.order_id AS order_id
