// Saved segments, and who is in them: their lists go by activity.
CREATE CONSTRAINT saved_segment_id IF NOT EXISTS FOR (n:SavedSegment) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT saved_segment_slug IF NOT EXISTS FOR (n:SavedSegment) REQUIRE n.slug IS UNIQUE;
CREATE INDEX members_of_saved IF NOT EXISTS FOR ()-[r:IN_SAVED]-() ON (r.saved_id, r.activity);
