// Decisions of a flight in a span of time whose views counted, the first first; of one client if one is given.
// access: read
// param flight_id: STRING
// param since: ZONED DATETIME
// param until: ZONED DATETIME
// param client: STRING
// param limit: INTEGER
// column id: STRING
MATCH (decision:AdDecision)
USING INDEX decision:AdDecision(flight_id, decided_at)
WHERE decision.flight_id = $flight_id AND decision.decided_at >= $since AND decision.decided_at < $until
  AND decision.viewed_at IS NOT NULL AND decision.refused IS NULL AND ($client IS NULL OR decision.client = $client)
RETURN decision.id AS id
ORDER BY decision.decided_at, id
LIMIT $limit
