// Trust a document no more. No row when it wasn't trusted.
// access: write
// param id: STRING
// column id: STRING
MATCH (document:TrustedDocument {id: $id})
WITH document, document.id AS id
DELETE document
RETURN id
