// Areas: versions of their norms, and their members by the time they joined.
CREATE CONSTRAINT norms_version IF NOT EXISTS FOR (n:Norms) REQUIRE (n.area_id, n.version) IS UNIQUE;
CREATE INDEX follows_area_since IF NOT EXISTS FOR ()-[r:FOLLOWS]-() ON (r.area_id, r.since);
MATCH (area:Area)<-[follow:FOLLOWS]-() SET follow.area_id = area.id;
