// What was delivered in some days, as lists of one length with an entry a cell: of which ad, when, and in which slices.
// Counts are decisions, views, clicks, conversions, acts that didn't count, and what was charged, in micro-units.
// access: read
// param first: DATE
// param last: DATE
// column ad_ids: LIST OF STRING
// column sponsor_ids: LIST OF STRING
// column currencies: LIST OF STRING
// column paid: LIST OF BOOLEAN
// column days: LIST OF INTEGER
// column slices: LIST OF LIST OF LIST OF STRING
// column counts: LIST OF LIST OF INTEGER
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
RETURN collect(cell.ad_id) AS ad_ids, collect(sponsor_id) AS sponsor_ids, collect(currency) AS currencies,
       collect(paid) AS paid, collect(duration.inDays(date('1970-01-01'), cell.date).days) AS days,
       collect([slice IN [
         ['area', cell.area_id], ['segment', cell.segment], ['placement', cell.placement], ['device', cell.device],
         ['country', cell.country]
       ] WHERE coalesce(slice[1], '') <> ''] + [tag IN coalesce(cell.tag_ids, []) | ['tag', tag]]) AS slices,
       collect([cell.decisions, cell.views, cell.clicks, cell.conversions, invalid, cell.spend_micro]) AS counts
