// Forget a saved segment; no row when there is none.
// access: write
// param slug: STRING
// column id: STRING
MATCH (saved:SavedSegment {slug: $slug})
WITH saved, saved.id AS id
DETACH DELETE saved
RETURN id
