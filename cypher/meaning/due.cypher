// Contents whose meaning is still to be made, with what it is made of.
// access: read
// scan: of an index that has nothing but what is still to be made
// param limit: INTEGER
// param characters: INTEGER
// column id: STRING
// column title: STRING
// column body: STRING
// column visibility: STRING
// column due: STRING
MATCH (content:Content)
WHERE content.meaning_due IS NOT NULL
WITH content LIMIT $limit
RETURN content.id AS id, content.title AS title, left(content.body, $characters) AS body,
       content.visibility AS visibility, content.meaning_due AS due
