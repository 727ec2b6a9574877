// Forget shares of what is no longer read, and note on how many views the others rest.
// access: write
// param dimensions: LIST OF STRING
// param views: INTEGER
// param as_of: ZONED DATETIME
CALL () {
  UNWIND $dimensions AS dimension
  MATCH (share:ReadingShare {dimension: dimension})
  WHERE share.share >= 0 AND share.as_of < $as_of
  DELETE share
}
MERGE (reading:CommunityReading {name: 'all'})
SET reading.views = $views, reading.as_of = $as_of
