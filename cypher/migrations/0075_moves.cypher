// Moves between segments are found by when they happened.
CREATE INDEX segment_assignment_since IF NOT EXISTS FOR (n:SegmentAssignment) ON (n.since);
