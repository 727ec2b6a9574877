// The versions of a content, the latest first, without their texts.
// access: read
// param content_id: STRING
// param before: INTEGER
// param limit: INTEGER
// column content_id: STRING
// column number: INTEGER
// column editor_id: STRING
// column at: ZONED DATETIME
// column note: STRING
// column title: STRING
// column tags: LIST OF STRING
// column area: STRING
MATCH (revision:Revision {content_id: $content_id})
WHERE revision.number < $before
RETURN revision.content_id AS content_id, revision.number AS number, revision.editor_id AS editor_id,
       revision.at AS at, revision.note AS note, revision.title AS title, revision.tags AS tags, revision.area AS area
ORDER BY revision.content_id DESC, revision.number DESC
LIMIT $limit
