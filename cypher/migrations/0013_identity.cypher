// A provider's name for a person is one identity.
CREATE CONSTRAINT external_identity_key IF NOT EXISTS
FOR (n:ExternalIdentity) REQUIRE (n.issuer, n.subject) IS UNIQUE;
