// Lock a decision, and write it first where that hasn't been done yet; its reader is named if they still consent. It is
// looked up again behind the lock: what MERGE found may be read before it is locked, as the planner pleases.
// access: write
// param id: STRING
// param properties: MAP
// column client: STRING
// column viewed_at: ZONED DATETIME
// column clicked_at: ZONED DATETIME
// column refused: STRING
// column refusals: INTEGER
OPTIONAL MATCH (user:User {id: $properties.user_id})
WHERE 'AD_PERSONALISATION' IN user.consents
MERGE (decision:AdDecision {id: $id})
ON CREATE SET decision.user_id = user.id, decision.flight_id = $properties.flight_id,
              decision.ad_id = $properties.ad_id, decision.campaign_id = $properties.campaign_id,
              decision.sponsor_id = $properties.sponsor_id, decision.placement = $properties.placement,
              decision.content_id = $properties.content_id, decision.area_id = $properties.area_id,
              decision.tag_ids = $properties.tag_ids, decision.kind = $properties.kind,
              decision.segment = $properties.segment, decision.device = $properties.device,
              decision.country = $properties.country, decision.language = $properties.language,
              decision.decided_at = $properties.decided_at, decision.expires_at = $properties.expires_at,
              decision.pricing = $properties.pricing, decision.price_micro = $properties.price_micro,
              decision.currency = $properties.currency, decision.propensity = $properties.propensity,
              decision.policy = $properties.policy, decision.client = $properties.client,
              decision.refused = $properties.refused
SET decision:AdDecision
WITH decision
MATCH (locked:AdDecision {id: decision.id})
RETURN coalesce(locked.client, '') AS client, locked.viewed_at AS viewed_at, locked.clicked_at AS clicked_at,
       locked.refused AS refused, coalesce(locked.refusals, 0) AS refusals
