// Shares of the community's reading, by what was read; the largest of each dimension are read from the index.
CREATE CONSTRAINT reading_share IF NOT EXISTS FOR (n:ReadingShare) REQUIRE (n.dimension, n.id) IS UNIQUE;
CREATE CONSTRAINT community_reading IF NOT EXISTS FOR (n:CommunityReading) REQUIRE n.name IS UNIQUE;
CREATE INDEX reading_share_largest IF NOT EXISTS FOR (n:ReadingShare) ON (n.dimension, n.share);
