// The texts of two versions of a content, the earlier first.
// access: read
// param content_id: STRING
// param numbers: LIST OF INTEGER
// column title: STRING
// column tags: LIST OF STRING
// column area: STRING
// column source: STRING
UNWIND $numbers AS number
MATCH (revision:Revision {content_id: $content_id, number: number})
RETURN revision.title AS title, revision.tags AS tags, revision.area AS area, revision.source AS source
ORDER BY number
