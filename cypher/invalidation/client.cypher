// By which client a decision of a flight was viewed; empty when that isn't known.
// access: read
// param id: STRING
// param flight_id: STRING
// column client: STRING
MATCH (decision:AdDecision {id: $id, flight_id: $flight_id})
RETURN coalesce(decision.client, '') AS client
