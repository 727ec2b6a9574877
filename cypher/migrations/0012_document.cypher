// Trusted documents: one a hash.
CREATE CONSTRAINT trusted_document_id IF NOT EXISTS FOR (n:TrustedDocument) REQUIRE n.id IS UNIQUE;
