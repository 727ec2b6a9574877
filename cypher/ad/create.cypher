// Make an ad of a flight that is locked. Run again, it finds its own.
// access: write
// param id: STRING
// param flight_id: STRING
// param headline: STRING
// param body: STRING
// param landing_url: STRING
// param at: ZONED DATETIME
// column id: STRING
// column flight_id: STRING
// column headline: STRING
// column body: STRING
// column landing_url: STRING
// column created_at: ZONED DATETIME
MATCH (flight:Flight {id: $flight_id})
MERGE (ad:Ad {id: $id})
ON CREATE SET ad.flight_id = $flight_id, ad.headline = $headline, ad.body = $body, ad.landing_url = $landing_url,
              ad.created_at = $at
MERGE (flight)-[:HAS_AD]->(ad)
RETURN ad.id AS id, ad.flight_id AS flight_id, ad.headline AS headline, ad.body AS body, ad.landing_url AS landing_url,
       ad.created_at AS created_at
