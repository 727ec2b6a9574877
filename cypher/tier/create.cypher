// Make a tier with the product that it is sold as; no row when its slug is taken by another.
// access: write
// param id: STRING
// param slug: STRING
// param product_id: STRING
// param name: STRING
// param description: STRING
// param rank: INTEGER
// param trial_days: INTEGER
// param at: ZONED DATETIME
// column id: STRING
MERGE (tier:Tier {slug: $slug})
ON CREATE SET tier.id = $id, tier.name = $name, tier.description = $description, tier.rank = $rank,
  tier.trial_days = $trial_days, tier.product_id = $product_id, tier.created_at = $at
WITH tier WHERE tier.id = $id
MERGE (product:Product {id: $product_id})
ON CREATE SET product.kind = 'MEMBERSHIP', product.name = $name, product.description = $description,
  product.author_share_percent = 0, product.created_at = $at
RETURN tier.id AS id
