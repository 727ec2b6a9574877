// Benefits and who holds them. Grants name members and benefits by id, and are sought by both. Whoever was let see no ads so far
// holds an operator's grant of it from now on.
CREATE CONSTRAINT benefit_id IF NOT EXISTS FOR (n:Benefit) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT benefit_slug IF NOT EXISTS FOR (n:Benefit) REQUIRE n.slug IS UNIQUE;
CREATE INDEX benefits_by_kind IF NOT EXISTS FOR (n:Benefit) ON (n.kind, n.id);
CREATE CONSTRAINT grant_id IF NOT EXISTS FOR (n:EntitlementGrant) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT grant_key IF NOT EXISTS FOR (n:EntitlementGrant) REQUIRE n.key IS UNIQUE;
CREATE INDEX grants_held IF NOT EXISTS FOR (n:EntitlementGrant) ON (n.user_id, n.benefit_id);
CREATE INDEX grants_of_member IF NOT EXISTS FOR (n:EntitlementGrant) ON (n.user_id, n.id);
CREATE INDEX grants_of_source IF NOT EXISTS FOR (n:EntitlementGrant) ON (n.source_id);
MERGE (benefit:Benefit {slug: 'ad-free'})
ON CREATE SET benefit.id = 'ben_01kb6w0000000000000000adfr', benefit.kind = 'AD_FREE', benefit.name = 'No ads',
  benefit.description = 'Pages without ads.', benefit.created_at = datetime('2026-11-28T00:00:00Z');
MATCH (user:User) WHERE user.ad_free_until > datetime()
CALL (user) {
  WITH user, 'grt_' + right(user.id, 26) AS id
  MERGE (grant:EntitlementGrant {id: id})
  ON CREATE SET grant.key = user.id + ' ben_01kb6w0000000000000000adfr OPERATOR ' + id, grant.user_id = user.id,
    grant.benefit_id = 'ben_01kb6w0000000000000000adfr', grant.source_kind = 'OPERATOR', grant.source_id = id,
    grant.granted_at = datetime(), grant.expires_at = user.ad_free_until, grant.changes = 1
} IN TRANSACTIONS OF 1000 ROWS;
