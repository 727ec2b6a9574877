// What flights of a campaign had accrued before a day, in micro-units.
// access: read
// param campaign_id: STRING
// param before: DATE
// column flight_id: STRING
// column spend_micro: INTEGER
MATCH (cell:DeliveryCell)
USING INDEX SEEK cell:DeliveryCell(campaign_id, date)
WHERE cell.campaign_id = $campaign_id AND cell.date < $before
RETURN cell.flight_id AS flight_id, sum(cell.spend_micro) AS spend_micro
