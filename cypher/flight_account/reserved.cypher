// What all the flights of a sponsor hold of its money, in minor units.
// access: read
// param sponsor_id: STRING
// column held_minor: INTEGER
MATCH (sponsor:Sponsor {id: $sponsor_id})
OPTIONAL MATCH (sponsor)-[:RUNS]->(campaign:Campaign)-[:HAS_FLIGHT]->(flight:Flight)
WHERE campaign.kind = 'PAID' AND flight.reserved_minor IS NOT NULL
RETURN coalesce(sum(flight.reserved_minor - coalesce(flight.closed_micro, 0) / 1000000), 0) AS held_minor
