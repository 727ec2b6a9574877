// Which of these slugs belong to some content.
// access: read
// param names: LIST OF STRING
// column name: STRING
UNWIND $names AS name
MATCH (content:Content {slug: name})
RETURN content.slug AS name
