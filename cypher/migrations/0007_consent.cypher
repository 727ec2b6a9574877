// Consents: each decision once, numbered by member. Communities imported before there were any keep what their operator
// decided by importing them; a statement that is run again passes over those it reached.
CREATE CONSTRAINT consent_number IF NOT EXISTS FOR (n:Consent) REQUIRE (n.user_id, n.number) IS UNIQUE;
MATCH (user:User) WHERE user.external_id IS NOT NULL AND user.consents IS NULL
CALL (user) {
  SET user.consents = ['ANALYTICS', 'PERSONALISATION']
  WITH user UNWIND range(1, 2) AS number
  CREATE (:Consent {user_id: user.id, number: number, purpose: user.consents[number - 1], granted: true, version: 'import',
                    source: 'IMPORT', at: datetime()})
} IN TRANSACTIONS OF 1000 ROWS;
