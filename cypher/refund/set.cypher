// Set properties of a refund whose order is locked.
// access: write
// param id: STRING
// param properties: MAP
MATCH (refund:Refund {id: $id})
SET refund += $properties
