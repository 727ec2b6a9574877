// Blank contents of a person that others' stand below: the place stays, so that the conversation does, without words, tags and author.
// What stands below carries its title, which is blanked as well.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (:Erasing {user_id: $user_id})-[wrote:AUTHORED]->(content:Content)
WITH wrote, content LIMIT 10
DELETE wrote
SET content.title = 'Deleted', content.slug = content.id
REMOVE content.body, content.language, content:Standalone,
  content.search_title, content.search_text, content.search_topics, content.search_keys
WITH content
CALL (content) {
  MATCH (content)-[placed:TAGGED|IN_AREA]->()
  DELETE placed
}
CALL (content) {
  MATCH (content)<-[:REPLIES_TO|ANSWERS*1..3]-(below:Content)
  WHERE NOT below:Standalone
  SET below.title = 'Deleted', below.slug = below.id
}
RETURN {contents_blanked: count(content)} AS counts
