// API keys are listed by id, and found by the digest of a secret: the present one, or the one before.
CREATE CONSTRAINT api_key_id IF NOT EXISTS FOR (n:ApiKey) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT api_key_digest IF NOT EXISTS FOR (n:ApiKey) REQUIRE n.digest IS UNIQUE;
CREATE CONSTRAINT api_key_former_digest IF NOT EXISTS FOR (n:ApiKey) REQUIRE n.former_digest IS UNIQUE;
