// Lock a member, and count what they did since a moment: of their latest hundred contents what they published, edited,
// mentioned and linked. Setting a label that is there already locks and changes nothing.
// access: write
// param user_id: STRING
// param since: ZONED DATETIME
// column contents: INTEGER
// column replies: INTEGER
// column edits: INTEGER
// column mentions: INTEGER
// column links: INTEGER
MATCH (user:User {id: $user_id})
SET user:User
WITH user
CALL (user) {
  MATCH (:User)-[wrote:AUTHORED]->(content:Content)
  WHERE wrote.user_id = user.id AND wrote.at IS NOT NULL
  WITH content, wrote ORDER BY wrote.user_id DESC, wrote.at DESC
  LIMIT 100
  WITH content, wrote.at >= $since AS fresh
  RETURN sum(CASE WHEN fresh AND content:Standalone THEN 1 ELSE 0 END) AS contents,
         sum(CASE WHEN fresh AND NOT content:Standalone THEN 1 ELSE 0 END) AS replies,
         sum(CASE WHEN fresh OR content.edited_at >= $since THEN size(split(content.body, '<a ')) - 1 ELSE 0 END) AS links,
         sum(COUNT { MATCH (content)-[mentioned:MENTIONS]->() WHERE mentioned.at >= $since }) AS mentions
}
CALL (user) {
  MATCH (revision:Revision {editor_id: user.id})
  WHERE revision.at >= $since AND revision.number > 1
  RETURN count(revision) AS edits
}
RETURN contents, replies, edits, mentions, links
