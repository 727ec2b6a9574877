// The last word of users on each purpose they decided on.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column purpose: STRING
// column granted: BOOLEAN
// column at: ZONED DATETIME
// column version: STRING
// column source: STRING
UNWIND $ids AS id
MATCH (given:Consent)
WHERE given.user_id = id AND given.number > 0
WITH id, given.purpose AS purpose, given ORDER BY given.number DESC
WITH id, purpose, head(collect(given)) AS last
RETURN id AS user_id, purpose, last.granted AS granted, last.at AS at, last.version AS version, last.source AS source
ORDER BY user_id, purpose
