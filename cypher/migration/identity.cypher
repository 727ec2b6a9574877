// Make migrations unique by number, before any of them runs.
// access: schema
CREATE CONSTRAINT migration_number IF NOT EXISTS FOR (n:Migration) REQUIRE n.number IS UNIQUE
