// Ids of the tiers that are sold as products.
// access: read
// param ids: LIST OF STRING
// column product_id: STRING
// column id: STRING
UNWIND $ids AS id
MATCH (tier:Tier {product_id: id})
RETURN id AS product_id, tier.id AS id
