// Who came back after days with so many ads.
CREATE CONSTRAINT ad_load_day IF NOT EXISTS FOR (n:AdLoadDay) REQUIRE (n.date, n.band) IS UNIQUE;
