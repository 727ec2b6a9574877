// Every decision of a user on every purpose, in their order.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (consent:Consent)
WHERE consent.user_id = $user_id AND consent.number > toInteger(CASE $after WHEN '' THEN '0' ELSE $after END)
RETURN toString(consent.number) AS key, consent {.*} AS row
ORDER BY consent.number
LIMIT $limit
