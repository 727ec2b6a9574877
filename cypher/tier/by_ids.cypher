// Tiers by id, of those a member may see: what is on sale, and what they hold or held; for some, all of them. In no particular order.
// access: read
// param ids: LIST OF STRING
// param user_id: STRING
// param everything: BOOLEAN
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
UNWIND $ids AS id
MATCH (tier:Tier {id: id})
WHERE $everything OR tier.archived_at IS NULL OR EXISTS {
    MATCH (:Product {id: tier.product_id})-[:INCLUDES]->(benefit:Benefit)
    MATCH (:EntitlementGrant {user_id: $user_id, benefit_id: benefit.id})
  }
RETURN tier.id AS id, tier.slug AS slug, tier.name AS name, tier.description AS description, tier.rank AS rank,
       tier.trial_days AS trial_days, tier.product_id AS product_id, tier.created_at AS created_at,
       tier.archived_at AS archived_at, EXISTS {
         MATCH (:Product {id: tier.product_id})-[:INCLUDES]->(:Benefit {kind: 'AD_FREE'})
       } AS ad_free
