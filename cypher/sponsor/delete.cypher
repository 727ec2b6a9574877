// Delete a sponsor, with the application by which it came.
// access: write
// param id: STRING
MATCH (sponsor:Sponsor {id: $id})
OPTIONAL MATCH (application:SponsorApplication {sponsor_id: $id})
DETACH DELETE application, sponsor
