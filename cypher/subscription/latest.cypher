// Subscriptions in some states, of one tier or of all, the newest first.
// access: read
// scan: a community has some tiers, as few as its shop window holds
// param tier_id: STRING
// param states: LIST OF STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
MATCH (tier:Tier)
WHERE $tier_id IS NULL OR tier.id = $tier_id
UNWIND $states AS state
CALL (tier, state) {
  MATCH (sub:Subscription)
  USING INDEX SEEK sub:Subscription(tier_id, state, id)
  WHERE sub.tier_id = tier.id AND sub.state = state AND sub.id < $before_id
  RETURN sub.id AS id
  ORDER BY sub.tier_id DESC, sub.state DESC, sub.id DESC
  LIMIT $limit
}
RETURN id
ORDER BY id DESC
LIMIT $limit
