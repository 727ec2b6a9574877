// The tags a user is drawn to, as learned and declared.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (user:User {id: $user_id})-[interest:INTERESTED_IN]->(tag:Tag)
WHERE tag.id > $after
RETURN tag.id AS key, interest {.*, tag: tag.slug} AS row
ORDER BY key
LIMIT $limit
