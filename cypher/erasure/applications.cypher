// Erase a person's applications to sponsor, with the sponsors that never were approved. Those that were stay: they are
// parties to contracts, and their node names nobody.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (application:SponsorApplication)
WHERE application.user_id = $user_id AND application.sponsor_id > ''
WITH application LIMIT $limit
OPTIONAL MATCH (sponsor:Sponsor {id: application.sponsor_id})
WHERE sponsor.state IN ['APPLIED', 'REJECTED'] AND NOT (sponsor)-[:RUNS]->()
WITH collect(application) AS applications, collect(sponsor) AS sponsors
FOREACH (sponsor IN sponsors | DETACH DELETE sponsor)
FOREACH (application IN applications | DELETE application)
RETURN {sponsor_applications: size(applications)} AS counts
