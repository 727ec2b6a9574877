// Of whom it changed since a moment whether ads may be chosen for them, the latest first: they gave or withdrew their consent,
// or how long they see no ads is another.
// access: read
// param since: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
MATCH (user:User)
USING INDEX SEEK user:User(ads_changed_at)
WHERE user.ads_changed_at >= $since
RETURN user.id AS id, user.ads_changed_at AS at ORDER BY user.ads_changed_at DESC LIMIT $limit
