// All awards of a member, the latest first, those that don't stand any more too.
// access: read
// param user_id: STRING
// param before: STRING
// param limit: INTEGER
// column award: MAP
MATCH (award:BadgeAward)
WHERE award.user_id = $user_id AND award.place < $before
WITH award
ORDER BY award.user_id DESC, award.place DESC
LIMIT $limit
RETURN award {.user_id, .badge_id, .scope, .awarded_at, .evidence, .earned, .rule_version, .word, .reason, .revoked_at,
              .cause, .recorded_at} AS award
ORDER BY award.place DESC
