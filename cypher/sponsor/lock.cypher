// Lock a sponsor, before what its changes depend on is read.
// access: write
// param id: STRING
// column id: STRING
// column name: STRING
// column website: STRING
// column tier: STRING
// column state: STRING
// column state_reason: STRING
// column currency: STRING
// column starts_at: ZONED DATETIME
// column ends_at: ZONED DATETIME
// column created_at: ZONED DATETIME
MATCH (sponsor:Sponsor {id: $id})
SET sponsor:Sponsor
WITH sponsor
RETURN sponsor.id AS id, sponsor.name AS name, sponsor.website AS website, sponsor.tier AS tier, sponsor.state AS state,
       sponsor.state_reason AS state_reason, sponsor.currency AS currency, sponsor.starts_at AS starts_at,
       sponsor.ends_at AS ends_at, sponsor.created_at AS created_at
