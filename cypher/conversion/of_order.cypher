// The conversion of an order that was told before.
// access: read
// param key: STRING
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
MATCH (conversion:Conversion {key: $key})
RETURN conversion.id AS id, conversion.order_id AS order_id, conversion.decision_id AS decision_id,
       conversion.flight_id AS flight_id, conversion.at AS at, conversion.value_minor AS value_minor,
       conversion.currency AS currency, conversion.charged_micro AS charged_micro,
       conversion.fingerprint AS fingerprint, false AS fresh
