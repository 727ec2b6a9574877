// Ads by id. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column flight_id: STRING
// column headline: STRING
// column body: STRING
// column landing_url: STRING
// column created_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (ad:Ad {id: id})
RETURN ad.id AS id, ad.flight_id AS flight_id, ad.headline AS headline, ad.body AS body, ad.landing_url AS landing_url,
       ad.created_at AS created_at
