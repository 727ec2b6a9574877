// Every trusted document, by name.
// access: read
// scan: operators keep some hundreds, and this is their list
// column id: STRING
// column name: STRING
// column text: STRING
// column added_at: ZONED DATETIME
MATCH (document:TrustedDocument)
RETURN document.id AS id, document.name AS name, document.text AS text, document.added_at AS added_at
ORDER BY name, id
