// Let a member see no ads until a moment; null lets them see ads again. What it was. No row without the member.
// access: write
// param user_id: STRING
// param until: ZONED DATETIME
// column ad_free_until: ZONED DATETIME
MATCH (user:User {id: $user_id})
SET user:User
WITH user, user.ad_free_until AS ad_free_until
SET user.ad_free_until = $until
RETURN ad_free_until
