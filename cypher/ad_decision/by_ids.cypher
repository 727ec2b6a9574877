// Decisions about ads that were made, and what is shown by them. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column user_id: STRING
// column sponsor_id: STRING
// column expires_at: ZONED DATETIME
// column propensity: FLOAT
// column policy: STRING
// column factors: LIST OF FLOAT
// column matched: LIST OF STRING
// column ad: MAP
// column sponsor_name: STRING
UNWIND $ids AS id
MATCH (decision:AdDecision {id: id})
OPTIONAL MATCH (ad:Ad {id: decision.ad_id})
OPTIONAL MATCH (sponsor:Sponsor {id: decision.sponsor_id})
RETURN decision.id AS id, decision.user_id AS user_id, decision.sponsor_id AS sponsor_id,
       decision.expires_at AS expires_at, decision.propensity AS propensity, decision.policy AS policy,
       coalesce(decision.factors, []) AS factors, coalesce(decision.matched, []) AS matched,
       CASE WHEN ad IS NULL THEN null ELSE ad {.id, .flight_id, .headline, .body, .landing_url, created_at: ad.created_at.epochMillis}
       END AS ad, sponsor.name AS sponsor_name
