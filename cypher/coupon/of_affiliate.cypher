// The coupons by which a member earns, the newest first; at most so many.
// access: read
// param user_id: STRING
// param limit: INTEGER
// column id: STRING
// column code: STRING
// column percent_off: INTEGER
// column amount_off_minor: INTEGER
// column currency: STRING
// column product_ids: LIST OF STRING
// column starts_at: ZONED DATETIME
// column ends_at: ZONED DATETIME
// column max_redemptions: INTEGER
// column redeemed: INTEGER
// column affiliate_id: STRING
// column affiliate_percent: INTEGER
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
MATCH (coupon:Coupon)
USING INDEX SEEK coupon:Coupon(affiliate_id, id)
WHERE coupon.affiliate_id = $user_id AND coupon.id > ''
WITH coupon
ORDER BY coupon.affiliate_id DESC, coupon.id DESC
LIMIT $limit
RETURN coupon.id AS id, coupon.code AS code, coupon.percent_off AS percent_off,
       coupon.amount_off_minor AS amount_off_minor, coupon.currency AS currency, coupon.product_ids AS product_ids,
       coupon.starts_at AS starts_at, coupon.ends_at AS ends_at, coupon.max_redemptions AS max_redemptions,
       coupon.redeemed AS redeemed, coupon.affiliate_id AS affiliate_id, coupon.affiliate_percent AS affiliate_percent,
       coupon.created_at AS created_at, coupon.archived_at AS archived_at
ORDER BY id DESC
