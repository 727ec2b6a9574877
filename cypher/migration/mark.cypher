// Remember that a migration ran.
// access: write
// scan: there are as many as files in cypher/migrations
// param number: INTEGER
// param name: STRING
// param checksum: STRING
// param at: ZONED DATETIME
MERGE (migration:Migration {number: $number})
ON CREATE SET migration.name = $name, migration.checksum = $checksum, migration.ran_at = $at
