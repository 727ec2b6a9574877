// A sponsor's campaigns, the newest first.
// access: read
// param sponsor_id: STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column sponsor_id: STRING
// column name: STRING
// column kind: STRING
// column created_at: ZONED DATETIME
MATCH (campaign:Campaign)
USING INDEX campaign:Campaign(sponsor_id, id)
WHERE campaign.sponsor_id = $sponsor_id AND campaign.id < $before_id
RETURN campaign.id AS id, campaign.sponsor_id AS sponsor_id, campaign.name AS name, campaign.kind AS kind,
       campaign.created_at AS created_at
ORDER BY campaign.sponsor_id DESC, campaign.id DESC
LIMIT $limit
