// Take off what hangs on contents of a person that nobody else's stand below: acts of readers, tags, days, neighbours.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column stripped: INTEGER
MATCH (:Erasing {user_id: $user_id})-[:AUTHORED]->(content:Content)
WHERE NOT EXISTS { (content)<-[:REPLIES_TO|ANSWERS|PART_OF]-() }
MATCH (content)-[link]-(other)
WHERE type(link) <> 'AUTHORED'
WITH link, other LIMIT $limit
DELETE link
FOREACH (_ IN CASE WHEN other:ContentDay OR other:Neighbourhood THEN [1] ELSE [] END | DELETE other)
RETURN count(link) AS stripped
