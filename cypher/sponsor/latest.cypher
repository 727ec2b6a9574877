// Sponsors in some states, the newest first.
// access: read
// param states: LIST OF STRING
// param before_id: STRING
// param limit: INTEGER
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
MATCH (sponsor:Sponsor)
WHERE sponsor.id < $before_id AND sponsor.state IN $states
RETURN sponsor.id AS id, sponsor.name AS name, sponsor.website AS website, sponsor.tier AS tier, sponsor.state AS state,
       sponsor.state_reason AS state_reason, sponsor.currency AS currency, sponsor.starts_at AS starts_at,
       sponsor.ends_at AS ends_at, sponsor.created_at AS created_at
ORDER BY sponsor.id DESC
LIMIT $limit
