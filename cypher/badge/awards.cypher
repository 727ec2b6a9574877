// Who was awarded a badge and has it, the latest first, without those who stay off leaderboards.
// access: read
// param badge_id: STRING
// param before: STRING
// param limit: INTEGER
// column award: MAP
MATCH (award:BadgeAward)
WHERE award.badge_id = $badge_id AND award.standing < $before
  AND NOT EXISTS { MATCH (user:User {id: award.user_id}) WHERE user.leaderboard_opt_out }
WITH award
ORDER BY award.badge_id DESC, award.standing DESC
LIMIT $limit
RETURN award {.user_id, .badge_id, .scope, .awarded_at, .evidence, .earned, .rule_version, .word, .reason, .revoked_at,
              .cause, .recorded_at} AS award
ORDER BY award.standing DESC
