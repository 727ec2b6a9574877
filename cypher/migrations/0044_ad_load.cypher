// The cap on ads, of which there is one.
CREATE CONSTRAINT ad_load IF NOT EXISTS FOR (n:AdLoad) REQUIRE n.name IS UNIQUE;
