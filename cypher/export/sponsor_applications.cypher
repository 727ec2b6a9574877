// A user's applications to sponsor, in the order of ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (application:SponsorApplication)
WHERE application.user_id = $user_id AND application.sponsor_id > $after
WITH application ORDER BY application.user_id, application.sponsor_id LIMIT $limit
OPTIONAL MATCH (sponsor:Sponsor {id: application.sponsor_id})
RETURN application.sponsor_id AS key,
       application {.*, name: sponsor.name, website: sponsor.website, state: sponsor.state,
                    state_reason: sponsor.state_reason} AS row
ORDER BY key
