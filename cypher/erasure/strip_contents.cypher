// Take off what hangs on contents of a person that nobody else's stand below: acts of readers, tags, days, neighbours, versions,
// closings, chapters, quizzes.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column stripped: INTEGER
MATCH (:Erasing {user_id: $user_id})-[:AUTHORED]->(content:Content)
WHERE NOT EXISTS { (content)<-[:REPLIES_TO|ANSWERS|PART_OF]-() }
MATCH (content)-[link]-(other)
WHERE type(link) <> 'AUTHORED'
WITH content, link, other LIMIT $limit
WITH link, other, content.visibility_before IS NULL AS counted
FOREACH (_ IN CASE WHEN counted AND link:REPLIES_TO THEN [1] ELSE [] END |
  SET other.comment_count = coalesce(other.comment_count, 1) - 1)
FOREACH (_ IN CASE WHEN counted AND link:ANSWERS THEN [1] ELSE [] END |
  SET other.answer_count = coalesce(other.answer_count, 1) - 1)
DELETE link
FOREACH (_ IN CASE WHEN other:ContentDay OR other:Neighbourhood OR other:Revision OR other:Closing OR other:Chapter OR other:Quiz THEN [1] ELSE [] END |
  DETACH DELETE other)
RETURN count(link) AS stripped
