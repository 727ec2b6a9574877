// Another period of a subscription begins: what a bank took back of those before withholds nothing of it.
// access: write
// param id: STRING
MATCH (dispute:Dispute {withholds: $id})
REMOVE dispute.withholds
