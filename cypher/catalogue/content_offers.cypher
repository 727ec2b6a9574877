// The price at which each content is to be had: its own or its course's, else that of a tier which unlocks it. Of those it is one that is paid once, of the first currency by the alphabet, and the lowest.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column price_id: STRING
// column product_id: STRING
// column amount_minor: INTEGER
// column currency: STRING
// column interval: STRING
UNWIND $ids AS id
MATCH (content:Content {id: id})
WHERE content.visibility IN ['PUBLIC', 'MEMBERS', 'PAID']
CALL (content) {
  CALL (content) {
    MATCH (content)<-[:UNLOCKS]-(benefit:Benefit)
    RETURN benefit, 0 AS wider
    UNION
    MATCH (content)-[:PART_OF]->(:Course)<-[:UNLOCKS]-(benefit:Benefit)
    RETURN benefit, 0 AS wider
    UNION
    MATCH (content)-[:IN_AREA]->(:Area)<-[:UNLOCKS]-(benefit:Benefit)
    RETURN benefit, 1 AS wider
    UNION
    MATCH (benefit:Benefit)
    USING INDEX SEEK benefit:Benefit(kind, id)
    WHERE benefit.kind = 'ALL_CONTENT' AND benefit.id > ''
    RETURN benefit, 1 AS wider
  }
  MATCH (benefit)<-[:INCLUDES]-(product:Product)-[:PRICED]->(price:Price)
  WHERE product.archived_at IS NULL AND price.archived_at IS NULL
    AND NOT EXISTS { MATCH (tier:Tier {product_id: product.id}) WHERE tier.archived_at IS NOT NULL }
  RETURN price
  ORDER BY wider, price.interval <> 'ONCE', price.currency, price.amount_minor, price.id
  LIMIT 1
}
RETURN id AS content_id, price.id AS price_id, price.product_id AS product_id, price.amount_minor AS amount_minor,
       price.currency AS currency, price.interval AS interval
