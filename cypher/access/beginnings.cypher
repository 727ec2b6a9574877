// The beginnings of texts, of which teasers are made.
// access: read
// param ids: LIST OF STRING
// param characters: INTEGER
// column content_id: STRING
// column body: STRING
UNWIND $ids AS id
MATCH (content:Content {id: id})
RETURN content.id AS content_id, left(content.body, $characters) AS body
