// Flights by id. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column campaign_id: STRING
// column sponsor_id: STRING
// column name: STRING
// column state: STRING
// column state_reason: STRING
// column pricing: STRING
// column price_minor: INTEGER
// column budget_minor: INTEGER
// column daily_cap_minor: INTEGER
// column currency: STRING
// column starts_at: ZONED DATETIME
// column ends_at: ZONED DATETIME
// column time_zone: STRING
// column targeting: MAP
UNWIND $ids AS id
MATCH (flight:Flight {id: id})
RETURN flight.id AS id, flight.campaign_id AS campaign_id, flight.sponsor_id AS sponsor_id, flight.name AS name,
       flight.state AS state, flight.state_reason AS state_reason, flight.pricing AS pricing,
       flight.price_minor AS price_minor, flight.budget_minor AS budget_minor,
       flight.daily_cap_minor AS daily_cap_minor, flight.currency AS currency, flight.starts_at AS starts_at,
       flight.ends_at AS ends_at, flight.time_zone AS time_zone,
       flight {.include_tags, .exclude_tags, .interest_tags, .exclude_interest_tags, .areas, .exclude_areas, .segments,
               .exclude_segments, .content_kinds, .exclude_content_kinds, .countries, .exclude_countries, .languages,
               .exclude_languages, .devices, .exclude_devices, .keywords, .exclude_keywords, .weekdays, .hours,
               .similar_to, .similar_tags, .saved_segments, .exclude_saved_segments, .frequency_cap_per_day,
               .frequency_cap_per_week} AS targeting
