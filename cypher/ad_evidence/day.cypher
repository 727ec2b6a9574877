// What was delivered on a day, by ad and placement; days are those of each flight's zone.
// access: read
// param date: DATE
// column ad_id: STRING
// column placement: STRING
// column sponsor_id: STRING
// column views: INTEGER
// column clicks: INTEGER
// column conversions: INTEGER
MATCH (cell:DeliveryCell {date: $date})
RETURN cell.ad_id AS ad_id, cell.placement AS placement, cell.sponsor_id AS sponsor_id, sum(cell.views) AS views,
       sum(cell.clicks) AS clicks, sum(cell.conversions) AS conversions
