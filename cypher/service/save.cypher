// Keep what a request is now; null takes a property away. One that isn't there is made.
// access: write
// param id: STRING
// param properties: MAP
MERGE (request:ServiceRequest {id: $id})
SET request += $properties
