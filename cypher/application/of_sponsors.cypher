// The applications by which sponsors came, by their ids. In no particular order.
// access: read
// param ids: LIST OF STRING
// column sponsor_id: STRING
// column user_id: STRING
// column text: STRING
// column at: ZONED DATETIME
// column name: STRING
// column website: STRING
// column tier: STRING
// column currency: STRING
// column state: STRING
// column state_reason: STRING
UNWIND $ids AS id
MATCH (application:SponsorApplication {sponsor_id: id})
MATCH (sponsor:Sponsor {id: id})
RETURN sponsor.id AS sponsor_id, application.user_id AS user_id, application.text AS text, application.at AS at,
       sponsor.name AS name, sponsor.website AS website, sponsor.tier AS tier, sponsor.currency AS currency,
       sponsor.state AS state, sponsor.state_reason AS state_reason
