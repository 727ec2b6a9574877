// Set what is given of a tier, and of the product it is sold as.
// access: write
// param id: STRING
// param properties: MAP
// param of_product: MAP
// column id: STRING
// column slug: STRING
// column name: STRING
// column description: STRING
// column rank: INTEGER
// column trial_days: INTEGER
// column product_id: STRING
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
// column ad_free: BOOLEAN
MATCH (tier:Tier {id: $id})
SET tier += $properties
WITH tier
MATCH (product:Product {id: tier.product_id})
SET product += $of_product
WITH tier
RETURN tier.id AS id, tier.slug AS slug, tier.name AS name, tier.description AS description, tier.rank AS rank,
       tier.trial_days AS trial_days, tier.product_id AS product_id, tier.created_at AS created_at,
       tier.archived_at AS archived_at, EXISTS {
         MATCH (:Product {id: tier.product_id})-[:INCLUDES]->(:Benefit {kind: 'AD_FREE'})
       } AS ad_free
