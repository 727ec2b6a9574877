// Keep a payment; of one processor a reference is kept once.
// access: write
// param processor: STRING
// param reference: STRING
// param properties: MAP
MERGE (payment:Payment {processor: $processor, reference: $reference})
ON CREATE SET payment += $properties
