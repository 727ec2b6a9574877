// Lock the rules of value segments, so that what is read next stays so until the commit; store the first version if it isn't yet.
// access: write
// param version: INTEGER
// param found: MAP
// param sizes: LIST OF MAP
MERGE (first:SegmentRules {version: $version})
ON CREATE SET first += $found
SET first.version = $version
WITH first
WHERE NOT EXISTS { (first)-[:HAS_BARS]->(:SegmentBars) }
UNWIND $sizes AS size
CREATE (first)-[:HAS_BARS]->(bars:SegmentBars)
SET bars = size
