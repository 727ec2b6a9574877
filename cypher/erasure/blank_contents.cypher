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
SET content += {body: NULL, source: NULL, excerpt: NULL, words: NULL, body_hash: NULL, band_1: NULL, band_2: NULL,
  band_3: NULL, band_4: NULL, band_5: NULL, band_6: NULL, band_7: NULL, band_8: NULL, language: NULL, canonical_url: NULL,
  repository_url: NULL, licence: NULL, programming_language: NULL, event: NULL, recording_url: NULL, industry: NULL,
  outcome: NULL, project_url: NULL, project_status: NULL}
REMOVE content:Standalone,
  content.search_title, content.search_text, content.search_topics, content.search_keys,
  content.meaning, content.meaning_of, content.meaning_due
WITH content
CALL (content) {
  MATCH (content)-[placed:TAGGED|IN_AREA|MENTIONS|LINKS_TO|CROSS_POST_OF|IN_SERIES]->()
  DELETE placed
}
CALL (content) {
  MATCH (content)-[:REVISED|HAS_CHAPTER|HAS_QUIZ]->(part)
  DETACH DELETE part
}
CALL (content) {
  MATCH (content)<-[:REPLIES_TO|ANSWERS*1..3]-(below:Content)
  WHERE NOT below:Standalone
  SET below.title = 'Deleted', below.slug = below.id
}
RETURN {contents_blanked: count(content)} AS counts
