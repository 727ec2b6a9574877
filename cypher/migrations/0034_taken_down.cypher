// An author lists what of theirs was taken down from the index of AUTHORED, where that has a time.
CREATE INDEX authored_taken_at IF NOT EXISTS FOR ()-[r:AUTHORED]-() ON (r.user_id, r.taken_at);
MATCH (content:Content)<-[wrote:AUTHORED]-()
WHERE content.visibility_before IS NOT NULL AND wrote.taken_at IS NULL
CALL (content, wrote) {
  SET wrote.taken_at = coalesce(content.withdrawn_at, content.published_at)
} IN TRANSACTIONS OF 1000 ROWS;
