// The id of the series of that slug, whoever may find it.
// access: read
// param slug: STRING
// column id: STRING
MATCH (series:Series {slug: $slug})
RETURN series.id AS id
