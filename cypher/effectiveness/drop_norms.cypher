// Forget slices in which nothing was delivered any more.
// access: write
// scan: slices are as many as there are areas, tags, placements and countries with ads
// param before: ZONED DATETIME
MATCH (norm:AdNorm)
WHERE norm.as_of < $before
DELETE norm
