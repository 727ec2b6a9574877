// Until when members see no ads, by their ids; none of those of whom that was never said.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column ad_free_until: ZONED DATETIME
UNWIND $ids AS id
MATCH (user:User {id: id})
WHERE user.ad_free_until IS NOT NULL
RETURN user.id AS user_id, user.ad_free_until AS ad_free_until
