// Begin a series, unless its author has as many as they may; no row then. Setting a label that is there already locks the author.
// access: write
// param id: STRING
// param user_id: STRING
// param most: INTEGER
// param slug: STRING
// param title: STRING
// param description: STRING
// param at: ZONED DATETIME
// column id: STRING
MATCH (user:User {id: $user_id})
SET user:User
WITH user
WHERE COUNT { MATCH (series:Series) WHERE series.user_id = $user_id AND series.id > '' AND series.id <> $id } < $most
MERGE (series:Series {id: $id})
ON CREATE SET series.user_id = $user_id, series.slug = $slug, series.title = $title, series.description = $description,
  series.created_at = $at, series.updated_at = $at
RETURN series.id AS id
