// Count a reply on what it stands below once more or once less: it came back to its readers, or was taken from them. The content
// above is locked first, by setting a label that is there already.
// access: write
// param id: STRING
// param change: INTEGER
MATCH (content:Content {id: $id})-[:REPLIES_TO|ANSWERS]->(above:Content)
SET above:Content
FOREACH (_ IN CASE WHEN content:Comment THEN [1] ELSE [] END |
  SET above.comment_count = coalesce(above.comment_count, 0) + $change)
FOREACH (_ IN CASE WHEN content:Answer THEN [1] ELSE [] END |
  SET above.answer_count = coalesce(above.answer_count, 0) + $change)
