// Delete contents of a person on which nothing hangs any more.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column external_ids: LIST OF STRING
// column deleted: INTEGER
MATCH (:Erasing {user_id: $user_id})-[:AUTHORED]->(content:Content)
WHERE COUNT { (content)--() } = 1
WITH content LIMIT $limit
WITH content, content.external_id AS external_id
DETACH DELETE content
RETURN collect(external_id) AS external_ids, count(*) AS deleted
