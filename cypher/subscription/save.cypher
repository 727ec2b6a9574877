// Keep what a subscription is now; null takes a property away. One that isn't there is made.
// access: write
// param id: STRING
// param properties: MAP
MERGE (sub:Subscription {id: $id})
SET sub += $properties
