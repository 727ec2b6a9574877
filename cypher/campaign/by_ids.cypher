// Campaigns by id. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column sponsor_id: STRING
// column name: STRING
// column kind: STRING
// column created_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (campaign:Campaign {id: id})
RETURN campaign.id AS id, campaign.sponsor_id AS sponsor_id, campaign.name AS name, campaign.kind AS kind,
       campaign.created_at AS created_at
