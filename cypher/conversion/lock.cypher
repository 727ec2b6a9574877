// Lock decisions in the order given.
// access: write
// param ids: LIST OF STRING
// column id: STRING
// column flight_id: STRING
// column ad_id: STRING
// column campaign_id: STRING
// column sponsor_id: STRING
// column placement: STRING
// column device: STRING
// column country: STRING
// column segment: STRING
// column area_id: STRING
// column tag_ids: LIST OF STRING
// column pricing: STRING
// column price_micro: INTEGER
// column currency: STRING
// column viewed_on: DATE
// column clicked_at: ZONED DATETIME
// column clicked_on: DATE
// column charged_micro: INTEGER
// column nominal_micro: INTEGER
// column refused: STRING
UNWIND $ids AS id
MATCH (decision:AdDecision {id: id})
SET decision:AdDecision
WITH decision
RETURN decision.id AS id, decision.flight_id AS flight_id, decision.ad_id AS ad_id,
       decision.campaign_id AS campaign_id, decision.sponsor_id AS sponsor_id, decision.placement AS placement,
       decision.device AS device, decision.country AS country, decision.segment AS segment,
       decision.area_id AS area_id, decision.tag_ids AS tag_ids, decision.pricing AS pricing,
       decision.price_micro AS price_micro, decision.currency AS currency, toString(decision.viewed_on) AS viewed_on,
       decision.clicked_at AS clicked_at, toString(decision.clicked_on) AS clicked_on,
       coalesce(decision.charged_micro, 0) AS charged_micro, coalesce(decision.nominal_micro, 0) AS nominal_micro,
       decision.refused AS refused
