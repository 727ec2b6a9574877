// The sums of flights, by id. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column sponsor_id: STRING
// column paid: BOOLEAN
// column currency: STRING
// column spent_micro: INTEGER
// column closed_micro: INTEGER
// column reserved_minor: INTEGER
// column closed_through: DATE
UNWIND $ids AS id
MATCH (flight:Flight {id: id})
MATCH (campaign:Campaign {id: flight.campaign_id})
RETURN flight.id AS id, flight.sponsor_id AS sponsor_id, campaign.kind = 'PAID' AS paid, flight.currency AS currency,
       coalesce(flight.spent_micro, 0) AS spent_micro, coalesce(flight.closed_micro, 0) AS closed_micro,
       coalesce(flight.reserved_minor, 0) AS reserved_minor, toString(flight.closed_through) AS closed_through
