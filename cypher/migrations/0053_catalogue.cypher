// What is sold: products with their prices, tiers, and coupons with who used them.
CREATE CONSTRAINT product_id IF NOT EXISTS FOR (n:Product) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT product_content IF NOT EXISTS FOR (n:Product) REQUIRE n.content_id IS UNIQUE;
CREATE INDEX products_by_kind IF NOT EXISTS FOR (n:Product) ON (n.kind, n.id);
CREATE INDEX products_of_author IF NOT EXISTS FOR (n:Product) ON (n.author_id, n.id);
CREATE CONSTRAINT price_id IF NOT EXISTS FOR (n:Price) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT tier_id IF NOT EXISTS FOR (n:Tier) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT tier_slug IF NOT EXISTS FOR (n:Tier) REQUIRE n.slug IS UNIQUE;
CREATE CONSTRAINT tier_product IF NOT EXISTS FOR (n:Tier) REQUIRE n.product_id IS UNIQUE;
CREATE CONSTRAINT coupon_id IF NOT EXISTS FOR (n:Coupon) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT coupon_code IF NOT EXISTS FOR (n:Coupon) REQUIRE n.code IS UNIQUE;
CREATE INDEX coupons_of_affiliate IF NOT EXISTS FOR (n:Coupon) ON (n.affiliate_id, n.id);
CREATE CONSTRAINT coupon_redemption IF NOT EXISTS FOR (n:CouponRedemption) REQUIRE n.key IS UNIQUE;
CREATE INDEX coupon_redemptions_of_order IF NOT EXISTS FOR (n:CouponRedemption) ON (n.order_id);
CREATE INDEX coupon_redemptions_of_user IF NOT EXISTS FOR (n:CouponRedemption) ON (n.user_id, n.key);
