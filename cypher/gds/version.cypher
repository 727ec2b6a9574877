// The version of Graph Data Science; an error where it isn't installed.
// access: read
// column version: STRING
RETURN gds.version() AS version
