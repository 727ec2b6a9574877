// One flight, whatever its state, with what it has spent in all and on this day of its zone.
// access: read
// param id: STRING
// param now: ZONED DATETIME
// column flight: MAP
// column kind: STRING
// column sponsor: MAP
// column ads: LIST OF MAP
// column spent_micro: INTEGER
// column spent_today_micro: INTEGER
MATCH (flight:Flight {id: $id})
MATCH (campaign:Campaign {id: flight.campaign_id})
MATCH (sponsor:Sponsor {id: flight.sponsor_id})
OPTIONAL MATCH (day:FlightDay {key: flight.id + '|' + toString(date(datetime({datetime: $now, timezone: flight.time_zone})))})
RETURN flight {.id, .campaign_id, .sponsor_id, .name, .state, .state_reason, .pricing, .price_minor, .budget_minor,
               .daily_cap_minor, .currency, .time_zone, .include_tags, .exclude_tags, .interest_tags,
               .exclude_interest_tags, .areas, .exclude_areas, .segments, .exclude_segments, .content_kinds,
               .exclude_content_kinds, .countries, .exclude_countries, .languages, .exclude_languages, .devices,
               .exclude_devices, .keywords, .exclude_keywords, .weekdays, .hours, .similar_to, .similar_tags,
               .saved_segments, .exclude_saved_segments,
               .frequency_cap_per_day, .frequency_cap_per_week,
               starts_at: toString(flight.starts_at), ends_at: toString(flight.ends_at)} AS flight,
       campaign.kind AS kind,
       sponsor {.id, .name, .state, starts_at: toString(sponsor.starts_at), ends_at: toString(sponsor.ends_at),
                .excluded_tags, .excluded_areas, .excluded_kinds, .excluded_words} AS sponsor,
       [(flight)-[:HAS_AD]->(ad:Ad) | ad {.id, .flight_id, .headline, .body, .landing_url,
                                          created_at: toString(ad.created_at)}] AS ads,
       coalesce(flight.spent_micro, 0) AS spent_micro, coalesce(day.spent_micro, 0) AS spent_today_micro
