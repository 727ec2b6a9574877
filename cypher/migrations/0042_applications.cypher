// Applications of members to sponsor: one a sponsor, found by who applied.
CREATE CONSTRAINT sponsor_application IF NOT EXISTS FOR (n:SponsorApplication) REQUIRE n.sponsor_id IS UNIQUE;
CREATE INDEX applications_of_user IF NOT EXISTS FOR (n:SponsorApplication) ON (n.user_id, n.sponsor_id);
