// What all ads came to in some days in each slice of delivery, by currency: paid campaigns' clicks and conversions apart, as
// what is free would make money look well spent.
// access: read
// param first: DATE
// param last: DATE
// param recent_since: DATE
// column scope: STRING
// column value: STRING
// column currency: STRING
// column decisions: INTEGER
// column views: INTEGER
// column clicks: INTEGER
// column conversions: INTEGER
// column invalid: INTEGER
// column paid_clicks: INTEGER
// column paid_conversions: INTEGER
// column spend_micro: INTEGER
// column sponsor_ids: LIST OF STRING
// column paid_sponsor_ids: LIST OF STRING
MATCH (cell:DeliveryCell)
USING INDEX SEEK cell:DeliveryCell(date)
WHERE cell.date >= $first AND cell.date <= $last
WITH cell.campaign_id AS campaign_id, collect(cell) AS cells
MATCH (campaign:Campaign {id: campaign_id})
USING INDEX SEEK campaign:Campaign(id)
MATCH (sponsor:Sponsor {id: campaign.sponsor_id})
USING INDEX SEEK sponsor:Sponsor(id)
UNWIND cells AS cell
WITH cell, sponsor.id AS sponsor_id, sponsor.currency AS currency, campaign.kind = 'PAID' AS paid,
     reduce(total = 0, count IN [
       cell.invalid_forged, cell.invalid_expired, cell.invalid_replayed, cell.invalid_not_viewed,
       cell.invalid_not_clicked,
       cell.invalid_mismatch, cell.invalid_bot, cell.invalid_prefetch, cell.invalid_staff, cell.invalid_sponsor,
       cell.invalid_data_centre, cell.invalid_rate, cell.invalid_frequency, cell.invalid_invalidated
     ] | total + coalesce(count, 0)) AS invalid
UNWIND [['everywhere', '']] + CASE WHEN cell.date > $recent_since THEN [['recent', '']] ELSE [] END + [slice IN [
    ['area', cell.area_id], ['segment', cell.segment], ['placement', cell.placement], ['device', cell.device],
    ['country', cell.country]
  ] WHERE coalesce(slice[1], '') <> ''] + [tag IN coalesce(cell.tag_ids, []) | ['tag', tag]] AS slice
RETURN slice[0] AS scope, slice[1] AS value, currency, sum(cell.decisions) AS decisions, sum(cell.views) AS views,
       sum(cell.clicks) AS clicks, sum(cell.conversions) AS conversions, sum(invalid) AS invalid,
       sum(CASE WHEN paid THEN cell.clicks ELSE 0 END) AS paid_clicks,
       sum(CASE WHEN paid THEN cell.conversions ELSE 0 END) AS paid_conversions, sum(cell.spend_micro) AS spend_micro,
       collect(DISTINCT sponsor_id) AS sponsor_ids, collect(DISTINCT CASE WHEN paid THEN sponsor_id END) AS paid_sponsor_ids
