// Comments are listed from the index of REPLIES_TO; how many comments and answers can be read below a content stands on it.
CREATE INDEX replies_published_at IF NOT EXISTS FOR ()-[r:REPLIES_TO]-() ON (r.above_id, r.published_at);
MATCH (content:Content)-[reply:REPLIES_TO]->(above:Content)
CALL (content, reply, above) {
  SET reply.above_id = above.id, reply.published_at = content.published_at
} IN TRANSACTIONS OF 1000 ROWS;
MATCH (above:Content)
CALL (above) {
  WITH above, COUNT { (above)<-[:REPLIES_TO]-(below:Content) WHERE below.visibility_before IS NULL } AS comments,
    COUNT { (above)<-[:ANSWERS]-(below:Content) WHERE below.visibility_before IS NULL } AS answers
  SET above.comment_count = CASE WHEN comments > 0 THEN comments END,
    above.answer_count = CASE WHEN answers > 0 THEN answers END
} IN TRANSACTIONS OF 1000 ROWS;
