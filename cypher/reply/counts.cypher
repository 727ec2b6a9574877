// How many comments and answers stand right below contents and can be read.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column comments: INTEGER
// column answers: INTEGER
UNWIND $ids AS id
MATCH (content:Content {id: id})
RETURN content.id AS content_id, coalesce(content.comment_count, 0) AS comments, coalesce(content.answer_count, 0) AS answers
