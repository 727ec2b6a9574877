// The benefit of seeing no ads, made where it is missing.
// access: write
// param id: STRING
// param slug: STRING
// param at: ZONED DATETIME
// column id: STRING
MERGE (benefit:Benefit {slug: $slug})
ON CREATE SET benefit.id = $id, benefit.kind = 'AD_FREE', benefit.name = 'No ads',
  benefit.description = 'Pages without ads.', benefit.created_at = $at
RETURN benefit.id AS id
