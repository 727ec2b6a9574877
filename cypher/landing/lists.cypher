// The names of all lists that have an edition.
// access: read
// scan: there are seven lists an area and kind, and all are wanted
// column name: STRING
MATCH (edition:Edition)
RETURN DISTINCT edition.list AS name
