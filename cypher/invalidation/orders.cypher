// The conversions of decisions that counted.
// access: read
// param ids: LIST OF STRING
// column key: STRING
// column decision_id: STRING
// column converted_on: DATE
// column charged_micro: INTEGER
// column nominal_micro: INTEGER
UNWIND $ids AS id
MATCH (conversion:Conversion {decision_id: id})
WHERE conversion.refused IS NULL
RETURN conversion.key AS key, id AS decision_id, toString(conversion.converted_on) AS converted_on,
       coalesce(conversion.charged_micro, 0) AS charged_micro, coalesce(conversion.nominal_micro, 0) AS nominal_micro
ORDER BY key
