// Subscriptions by id, with what is paid for them: prices never change. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column user_id: STRING
// column terms: MAP
// column state: STRING
// column period_start: ZONED DATETIME
// column period_end: ZONED DATETIME
// column anchor_at: ZONED DATETIME
// column trial_end: ZONED DATETIME
// column trial_tier_id: STRING
// column noticed: BOOLEAN
// column grace_until: ZONED DATETIME
// column attempts: INTEGER
// column next_attempt_at: ZONED DATETIME
// column value_minor: INTEGER
// column credit_minor: INTEGER
// column tax_basis_points: INTEGER
// column next_terms: MAP
// column open: MAP
// column processor: STRING
// column processor_reference: STRING
// column created_at: ZONED DATETIME
// column cancelled_at: ZONED DATETIME
// column ended_at: ZONED DATETIME
// column end_reason: STRING
UNWIND $ids AS id
MATCH (sub:Subscription {id: id})
MATCH (price:Price {id: sub.price_id}), (tier:Tier {product_id: price.product_id})
OPTIONAL MATCH (next:Price {id: sub.next_price_id}), (next_tier:Tier {product_id: next.product_id})
OPTIONAL MATCH (asked:Price {id: sub.open_price_id}), (asked_tier:Tier {product_id: asked.product_id})
WITH sub, price {price_id: price.id, .product_id, tier_id: tier.id, .amount_minor, .currency, .interval} AS terms,
     CASE WHEN next IS NOT NULL THEN
       next {price_id: next.id, .product_id, tier_id: next_tier.id, .amount_minor, .currency, .interval}
     END AS next_terms,
     CASE WHEN asked IS NOT NULL THEN
       asked {price_id: asked.id, .product_id, tier_id: asked_tier.id, .amount_minor, .currency, .interval}
     END AS asked_terms
RETURN sub.id AS id, sub.user_id AS user_id, terms, sub.state AS state, sub.period_start AS period_start,
       sub.period_end AS period_end, sub.anchor_at AS anchor_at, sub.trial_end AS trial_end,
       sub.trial_tier_id AS trial_tier_id, sub.noticed AS noticed, sub.grace_until AS grace_until, sub.attempts AS attempts, sub.next_attempt_at AS next_attempt_at,
       sub.value_minor AS value_minor, sub.credit_minor AS credit_minor,
       coalesce(sub.tax_basis_points, 0) AS tax_basis_points, next_terms,
       CASE WHEN asked_terms IS NOT NULL THEN {
         order_id: sub.open_order_id, kind: sub.open_kind, terms: asked_terms, value_minor: sub.open_value_minor,
         credit_minor: sub.open_credit_minor, at: toString(sub.open_at), to_charge: sub.open_to_charge,
         charges: sub.open_charges, tax_minor: coalesce(sub.open_tax_minor, 0)
       } END AS open, sub.processor AS processor, sub.processor_reference AS processor_reference,
       sub.created_at AS created_at, sub.cancelled_at AS cancelled_at, sub.ended_at AS ended_at,
       sub.end_reason AS end_reason
