// Lock a payout, before it is read again; nothing when there is none.
// access: write
// param id: STRING
// column id: STRING
MATCH (payout:Payout {id: $id})
SET payout:Payout
RETURN payout.id AS id
