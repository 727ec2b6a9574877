// Keep a conversion, or find the one of that order: `fresh` says which.
// access: write
// param key: STRING
// param id: STRING
// param sponsor_id: STRING
// param order_id: STRING
// param decision_id: STRING
// param flight_id: STRING
// param campaign_id: STRING
// param ad_id: STRING
// param at: ZONED DATETIME
// param value_minor: INTEGER
// param currency: STRING
// param fingerprint: STRING
// param claim: INTEGER
// column id: STRING
// column order_id: STRING
// column decision_id: STRING
// column flight_id: STRING
// column at: ZONED DATETIME
// column value_minor: INTEGER
// column currency: STRING
// column charged_micro: INTEGER
// column fingerprint: STRING
// column fresh: BOOLEAN
MERGE (conversion:Conversion {key: $key})
ON CREATE SET conversion.id = $id, conversion.sponsor_id = $sponsor_id, conversion.order_id = $order_id,
              conversion.decision_id = $decision_id, conversion.flight_id = $flight_id,
              conversion.campaign_id = $campaign_id, conversion.ad_id = $ad_id, conversion.at = $at,
              conversion.value_minor = $value_minor, conversion.currency = $currency, conversion.charged_micro = 0,
              conversion.fingerprint = $fingerprint, conversion.claim = $claim
RETURN conversion.id AS id, conversion.order_id AS order_id, conversion.decision_id AS decision_id,
       conversion.flight_id AS flight_id, conversion.at AS at, conversion.value_minor AS value_minor,
       conversion.currency AS currency, conversion.charged_micro AS charged_micro,
       conversion.fingerprint AS fingerprint, conversion.claim = $claim AS fresh
