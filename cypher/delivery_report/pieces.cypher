// Delivery of a campaign by flight and by the dimensions asked for, with marks of its readers. What isn't asked for is
// empty, and every day the first one, so that cells which differ in nothing else become one piece.
// access: read
// param campaign_id: STRING
// param first: DATE
// param last: DATE
// param by: LIST OF STRING
// param most_marks: INTEGER
// param limit: INTEGER
// column flight_id: STRING
// column date: DATE
// column ad_id: STRING
// column tag_ids: LIST OF STRING
// column area_id: STRING
// column segment: STRING
// column placement: STRING
// column device: STRING
// column country: STRING
// column decisions: INTEGER
// column views: INTEGER
// column clicks: INTEGER
// column conversions: INTEGER
// column invalid: MAP
// column spend_micro: INTEGER
// column reader_marks: LIST OF INTEGER
MATCH (cell:DeliveryCell)
USING INDEX SEEK cell:DeliveryCell(campaign_id, date)
WHERE cell.campaign_id = $campaign_id AND cell.date >= $first AND cell.date <= $last
WITH cell.flight_id AS flight_id, CASE WHEN 'DAY' IN $by THEN cell.date ELSE $first END AS date,
     CASE WHEN 'AD' IN $by THEN cell.ad_id ELSE '' END AS ad_id,
     CASE WHEN 'TAG' IN $by THEN cell.tag_ids ELSE [] END AS tag_ids,
     CASE WHEN 'AREA' IN $by THEN cell.area_id ELSE '' END AS area_id,
     CASE WHEN 'SEGMENT' IN $by THEN cell.segment ELSE '' END AS segment,
     CASE WHEN 'PLACEMENT' IN $by THEN cell.placement ELSE '' END AS placement,
     CASE WHEN 'DEVICE' IN $by THEN cell.device ELSE '' END AS device,
     CASE WHEN 'COUNTRY' IN $by THEN cell.country ELSE '' END AS country,
     sum(cell.decisions) AS decisions, sum(cell.views) AS views, sum(cell.clicks) AS clicks,
     sum(cell.conversions) AS conversions, sum(cell.spend_micro) AS spend_micro,
     {forged: sum(cell.invalid_forged), expired: sum(cell.invalid_expired), replayed: sum(cell.invalid_replayed),
      not_viewed: sum(cell.invalid_not_viewed), not_clicked: sum(cell.invalid_not_clicked),
      mismatch: sum(cell.invalid_mismatch), bot: sum(cell.invalid_bot),
      prefetch: sum(cell.invalid_prefetch), staff: sum(cell.invalid_staff), sponsor: sum(cell.invalid_sponsor),
      data_centre: sum(cell.invalid_data_centre), rate: sum(cell.invalid_rate),
      frequency: sum(cell.invalid_frequency), invalidated: sum(cell.invalid_invalidated)} AS invalid,
     collect(cell.reader_marks) AS marks
RETURN flight_id, date, coalesce(ad_id, '') AS ad_id, coalesce(tag_ids, []) AS tag_ids,
       coalesce(area_id, '') AS area_id, coalesce(segment, '') AS segment, coalesce(placement, '') AS placement,
       coalesce(device, '') AS device, coalesce(country, '') AS country, decisions, views, clicks, conversions, invalid,
       spend_micro,
       reduce(found = [], some IN marks | CASE WHEN size(found) >= $most_marks THEN found
         ELSE found + [mark IN some WHERE NOT mark IN found] END) AS reader_marks
ORDER BY date, flight_id, ad_id, tag_ids, area_id, segment, placement, device, country
LIMIT $limit
