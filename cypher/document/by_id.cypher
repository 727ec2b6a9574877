// One trusted document.
// access: read
// param id: STRING
// column id: STRING
// column name: STRING
// column text: STRING
// column added_at: ZONED DATETIME
MATCH (document:TrustedDocument {id: $id})
RETURN document.id AS id, document.name AS name, document.text AS text, document.added_at AS added_at
