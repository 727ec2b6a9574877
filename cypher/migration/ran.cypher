// The migrations that ran, in order.
// access: read
// scan: there are as many as files in cypher/migrations
// column number: INTEGER
// column name: STRING
// column checksum: STRING
MATCH (migration:Migration)
RETURN migration.number AS number, migration.name AS name, migration.checksum AS checksum
ORDER BY number
