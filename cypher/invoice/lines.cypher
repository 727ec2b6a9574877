// What was posted of a sponsor's flights in a time: what they spent, and what was credited. By name of the flight.
// access: read
// param sponsor_id: STRING
// param since: ZONED DATETIME
// param before: ZONED DATETIME
// column flight_id: STRING
// column name: STRING
// column spent_minor: INTEGER
// column credited_minor: INTEGER
MATCH (:Sponsor {id: $sponsor_id})-[:RUNS]->(:Campaign)-[:HAS_FLIGHT]->(flight:Flight)
MATCH (posting:Posting {account: 'flight:' + flight.id + ':reserved', currency: flight.currency})
USING INDEX SEEK posting:Posting(account, currency, number)
WHERE posting.number > 0
MATCH (entry:LedgerEntry {id: posting.entry_id})
WHERE entry.kind IN ['AD_SPEND', 'AD_CREDIT'] AND entry.at >= $since AND entry.at < $before
WITH flight, sum(CASE entry.kind WHEN 'AD_SPEND' THEN -posting.amount_minor ELSE 0 END) AS spent_minor,
     sum(CASE entry.kind WHEN 'AD_CREDIT' THEN posting.amount_minor ELSE 0 END) AS credited_minor
RETURN flight.id AS flight_id, flight.name AS name, spent_minor, credited_minor
ORDER BY name, flight_id
