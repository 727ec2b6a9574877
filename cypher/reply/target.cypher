// A content as somebody is about to reply to it, and how deep it stands in its thread; no row when they can't find it. A thread deeper
// than any that can be made has no depth.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column id: STRING
// column kind: STRING
// column title: STRING
// column visibility: STRING
// column author_id: STRING
// column depth: INTEGER
// column root_id: STRING
// column area: STRING
// column closed: BOOLEAN
MATCH (content:Content {id: $content_id})
WHERE content.visibility IN $audience AND content.published_at <= $now
OPTIONAL MATCH thread = (content)-[:REPLIES_TO|ANSWERS]->{0,101}(root:Content)
WHERE NOT EXISTS { (root)-[:REPLIES_TO|ANSWERS]->() }
WITH content, root, length(thread) AS depth
LIMIT 1
RETURN content.id AS id, content.kind AS kind, content.title AS title, content.visibility AS visibility,
       head([(content)<-[:AUTHORED]-(user:User) | user.id]) AS author_id, depth, root.id AS root_id,
       head([(root)-[:IN_AREA]->(area:Area) | area.slug]) AS area, content.closed_at IS NOT NULL AS closed
