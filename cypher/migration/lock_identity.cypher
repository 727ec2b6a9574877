// Make locks unique by name, so that two processes can't hold twins of one lock.
// access: schema
CREATE CONSTRAINT lock_name IF NOT EXISTS FOR (n:Lock) REQUIRE n.name IS UNIQUE
