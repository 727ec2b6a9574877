// Add to what was asked for and decided in the hours of placements.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (hour:AdHour {key: row.key})
ON CREATE SET hour.at = row.at, hour.placement = row.placement, hour.requests = 0, hour.filled = 0
SET hour.requests = hour.requests + row.requests, hour.filled = hour.filled + row.filled
WITH hour, row
UNWIND keys(row.none) AS reason
SET hour[reason] = coalesce(hour[reason], 0) + row.none[reason]
