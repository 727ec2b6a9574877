// What every list shows of contents, for those the viewer may find. In no particular order. Times are milliseconds since 1970.
// access: read
// audience: viewer
// param ids: LIST OF STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column id: STRING
// column external_id: STRING
// column kind: STRING
// column slug: STRING
// column title: STRING
// column published_at: INTEGER
// column visibility: STRING
// column preview: BOOLEAN
// column author: MAP
// column tags: LIST OF MAP
// column area: MAP
UNWIND $ids AS id
MATCH (content:Content {id: id})
WHERE content.visibility IN $audience AND content.published_at <= $now
// One walk for all three, as a walk of a content's relationships passes all its readers
WITH content, [(content)-[link:AUTHORED|TAGGED|IN_AREA]-(other) | {type: type(link), node: other}] AS links
RETURN content.id AS id, content.external_id AS external_id, content.kind AS kind, content.slug AS slug,
       content.title AS title, content.published_at.epochMillis AS published_at, content.visibility AS visibility,
       coalesce(content.preview, false) AS preview,
       [user IN [link IN links WHERE link.type = 'AUTHORED' | link.node] |
         user {.id, .external_id, .handle, .display_name, joined_at: user.joined_at.epochMillis}][0] AS author,
       [tag IN [link IN links WHERE link.type = 'TAGGED' | link.node] | tag {.id, .slug, .name}] AS tags,
       [area IN [link IN links WHERE link.type = 'IN_AREA' | link.node] |
         area {.id, .slug, .name, .kind, .norms}][0] AS area
