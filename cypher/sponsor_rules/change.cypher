// Set what holds of a sponsor.
// access: write
// param id: STRING
// param properties: MAP
MATCH (sponsor:Sponsor {id: $id})
SET sponsor += $properties
