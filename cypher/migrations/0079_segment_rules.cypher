// Rules of value segments: by version, and the one in use.
CREATE CONSTRAINT segment_rules_version IF NOT EXISTS FOR (n:SegmentRules) REQUIRE n.version IS UNIQUE;
CREATE INDEX segment_rules_active IF NOT EXISTS FOR (n:SegmentRules) ON (n.active);
