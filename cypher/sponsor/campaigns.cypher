// How many campaigns a sponsor has.
// access: read
// param id: STRING
// column campaigns: INTEGER
MATCH (campaign:Campaign)
WHERE campaign.sponsor_id = $id AND campaign.id > ''
RETURN count(campaign) AS campaigns
