// Make a sponsor that a member applies for, unless as many wait as may; no row then. The member is locked, so that their
// applications are counted one after the other. A transaction that is run again finds its own there and leaves it.
// access: write
// param id: STRING
// param user_id: STRING
// param text: STRING
// param properties: MAP
// param most: INTEGER
// param at: ZONED DATETIME
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
MATCH (user:User {id: $user_id})
SET user:User
WITH user
CALL (user) {
  MATCH (application:SponsorApplication {user_id: user.id})
  WHERE application.sponsor_id <> $id
  MATCH (waiting:Sponsor {id: application.sponsor_id, state: 'APPLIED'})
  RETURN count(waiting) AS waiting
}
WITH user WHERE waiting < $most
MERGE (sponsor:Sponsor {id: $id})
ON CREATE SET sponsor += $properties, sponsor.created_at = $at
MERGE (application:SponsorApplication {sponsor_id: $id})
ON CREATE SET application.user_id = user.id, application.text = $text, application.at = $at
WITH sponsor, application
RETURN sponsor.id AS sponsor_id, application.user_id AS user_id, application.text AS text, application.at AS at,
       sponsor.name AS name, sponsor.website AS website, sponsor.tier AS tier, sponsor.currency AS currency,
       sponsor.state AS state, sponsor.state_reason AS state_reason
