// Sell a person's products no more, and let nobody earn by them. Who holds them keeps what they unlock.
// access: write
// param user_id: STRING
// param at: ZONED DATETIME
// param limit: INTEGER
// column counts: MAP
MATCH (product:Product)
WHERE product.author_id = $user_id AND product.id > ''
WITH product LIMIT $limit
SET product.archived_at = coalesce(product.archived_at, $at)
REMOVE product.author_id
RETURN {products_archived: count(product)} AS counts
