// Keep with members until when they see no ads: as long as the last of their grants of it. Each decision on an ad looks there.
// access: write
// param ids: LIST OF STRING
// param at: ZONED DATETIME
// param for_ever: ZONED DATETIME
UNWIND $ids AS id
MATCH (user:User {id: id})
SET user:User
WITH user
CALL (user) {
  MATCH (benefit:Benefit) WHERE benefit.kind = 'AD_FREE' AND benefit.id > ''
  MATCH (grant:EntitlementGrant)
  USING INDEX SEEK grant:EntitlementGrant(user_id, benefit_id)
  WHERE grant.user_id = user.id AND grant.benefit_id = benefit.id AND grant.granted_at <= $at AND grant.ended_at IS NULL
  RETURN max(coalesce(grant.expires_at, $for_ever)) AS until
}
WITH user, until WHERE coalesce(until <> user.ad_free_until, until IS NOT NULL OR user.ad_free_until IS NOT NULL)
SET user.ad_free_until = until, user.ads_changed_at = datetime()
