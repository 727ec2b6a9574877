// Names of this very community for the example queries: its most active member, a tag and an area of their newest content.
// access: read
// param now: ZONED DATETIME
// column handle: STRING
// column user_id: STRING
// column content_id: STRING
// column tag: STRING
// column area: STRING
MATCH (user:User)
WHERE user.activity >= 0
WITH user ORDER BY user.activity DESC LIMIT 1
OPTIONAL MATCH (content:Standalone)
WHERE content.published_at <= $now AND content.visibility = 'PUBLIC'
WITH user, content ORDER BY content.published_at DESC LIMIT 1
RETURN user.handle AS handle, user.id AS user_id, content.id AS content_id,
       head([(content)-[:TAGGED]->(tag:Tag) | tag.slug]) AS tag,
       head([(content)-[:IN_AREA]->(area:Area) | area.slug]) AS area
