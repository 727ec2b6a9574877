// Campaigns by sponsor, their flights, and the ads of those.
CREATE CONSTRAINT campaign_id IF NOT EXISTS FOR (n:Campaign) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT flight_id IF NOT EXISTS FOR (n:Flight) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT ad_id IF NOT EXISTS FOR (n:Ad) REQUIRE n.id IS UNIQUE;
CREATE INDEX campaigns_of_sponsor IF NOT EXISTS FOR (n:Campaign) ON (n.sponsor_id, n.id);
