// Make a campaign of a sponsor; no row when the sponsor is gone. Run again, it finds its own.
// access: write
// param id: STRING
// param sponsor_id: STRING
// param name: STRING
// param kind: STRING
// param at: ZONED DATETIME
// column id: STRING
// column sponsor_id: STRING
// column name: STRING
// column kind: STRING
// column created_at: ZONED DATETIME
MATCH (sponsor:Sponsor {id: $sponsor_id})
MERGE (campaign:Campaign {id: $id})
ON CREATE SET campaign.sponsor_id = $sponsor_id, campaign.name = $name, campaign.kind = $kind,
              campaign.created_at = $at
MERGE (sponsor)-[:RUNS]->(campaign)
RETURN campaign.id AS id, campaign.sponsor_id AS sponsor_id, campaign.name AS name, campaign.kind AS kind,
       campaign.created_at AS created_at
