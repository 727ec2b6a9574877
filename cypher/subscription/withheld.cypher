// Whether a bank has what was paid for what a subscription gives now.
// access: read
// param id: STRING
// column withheld: BOOLEAN
RETURN EXISTS { MATCH (dispute:Dispute {withholds: $id}) } AS withheld
