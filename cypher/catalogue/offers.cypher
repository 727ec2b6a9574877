// What prices buy, with everything that an order keeps of it. In no particular order.
// access: read
// param ids: LIST OF STRING
// column price_id: STRING
// column product_id: STRING
// column product_kind: STRING
// column name: STRING
// column amount_minor: INTEGER
// column currency: STRING
// column interval: STRING
// column live: BOOLEAN
// column benefit_ids: LIST OF STRING
// column author_id: STRING
// column author_share_percent: INTEGER
// column tier_id: STRING
// column rank: INTEGER
// column trial_days: INTEGER
UNWIND $ids AS id
MATCH (price:Price {id: id})<-[:PRICED]-(product:Product)
OPTIONAL MATCH (tier:Tier {product_id: product.id})
RETURN price.id AS price_id, product.id AS product_id, product.kind AS product_kind, product.name AS name,
       price.amount_minor AS amount_minor, price.currency AS currency, price.interval AS interval,
       price.archived_at IS NULL AND product.archived_at IS NULL AND tier.archived_at IS NULL
         AND (NOT product.kind IN ['ARTICLE', 'COURSE'] OR EXISTS {
           MATCH (product)-[:INCLUDES]->(:Benefit)-[:UNLOCKS]->(content:Content)
           WHERE content.visibility IN ['PUBLIC', 'MEMBERS', 'PAID']
         }) AS live,
       COLLECT { MATCH (product)-[:INCLUDES]->(benefit:Benefit) RETURN benefit.id ORDER BY benefit.id } AS benefit_ids,
       product.author_id AS author_id, product.author_share_percent AS author_share_percent,
       tier.id AS tier_id, coalesce(tier.rank, 0) AS rank, coalesce(tier.trial_days, 0) AS trial_days
