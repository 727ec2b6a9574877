// The series of a user with the ids of their contents, in the order of ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (series:Series)
WHERE series.user_id = $user_id AND series.id > $after
WITH series ORDER BY series.id
LIMIT $limit
RETURN series.id AS key, series {.*, contents: COLLECT {
  MATCH (series)<-[part:IN_SERIES]-(content:Content) RETURN content.id ORDER BY part.place
}} AS row
