// Let what stands below a content stand below another, where it says that it was moved; all of it, however deep, carries the title of
// that one from now on. What readers can find is counted there and no longer here. With `back` only what was moved from there returns,
// and says so no more.
// access: write
// param id: STRING
// param to_id: STRING
// param back: BOOLEAN
MATCH (content:Content {id: $id}), (to:Content {id: $to_id})
MATCH (first:Content)-[old:REPLIES_TO|ANSWERS]->(content)
WHERE NOT $back OR old.moved_from = to.id
WITH content, to, first, old, CASE WHEN $back THEN NULL ELSE content.id END AS moved_from,
     CASE WHEN first.visibility_before IS NULL THEN 1 ELSE 0 END AS counted
FOREACH (_ IN CASE WHEN old:REPLIES_TO THEN [1] ELSE [] END |
  CREATE (first)-[:REPLIES_TO {above_id: to.id, published_at: old.published_at, moved_from: moved_from}]->(to)
  SET to.comment_count = coalesce(to.comment_count, 0) + counted,
    content.comment_count = coalesce(content.comment_count, counted) - counted)
FOREACH (_ IN CASE WHEN old:ANSWERS THEN [1] ELSE [] END |
  CREATE (first)-[:ANSWERS {moved_from: moved_from}]->(to)
  SET to.answer_count = coalesce(to.answer_count, 0) + counted,
    content.answer_count = coalesce(content.answer_count, counted) - counted)
DELETE old
WITH DISTINCT to, first
MATCH (first)<-[:REPLIES_TO|ANSWERS]-{0,101}(below:Content)
SET below.title = to.title
