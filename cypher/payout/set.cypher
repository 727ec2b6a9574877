// Set properties of a payout that is locked.
// access: write
// param id: STRING
// param properties: MAP
MATCH (payout:Payout {id: $id})
SET payout += $properties
