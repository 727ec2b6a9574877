// The applications of a member, the latest first. Nobody has many: few may wait at a time.
// access: read
// param user_id: STRING
// param before_id: STRING
// param limit: INTEGER
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
MATCH (application:SponsorApplication)
WHERE application.user_id = $user_id AND application.sponsor_id < $before_id
WITH application ORDER BY application.user_id DESC, application.sponsor_id DESC LIMIT $limit
MATCH (sponsor:Sponsor {id: application.sponsor_id})
RETURN sponsor.id AS sponsor_id, application.user_id AS user_id, application.text AS text, application.at AS at,
       sponsor.name AS name, sponsor.website AS website, sponsor.tier AS tier, sponsor.currency AS currency,
       sponsor.state AS state, sponsor.state_reason AS state_reason
ORDER BY sponsor_id DESC
