// A user's awards of badges, those that don't stand too.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (award:BadgeAward)
WHERE award.user_id = $user_id AND award.place > $after
WITH award
ORDER BY award.user_id, award.place
LIMIT $limit
OPTIONAL MATCH (badge:Badge {id: award.badge_id})
RETURN award.place AS key,
       award {.id, badge: badge.slug, level: badge.level, name: badge.name, .scope, .awarded_at, .evidence, .earned, .rule_version,
              .word, .reason, .revoked_at, .cause, .recorded_at} AS row
ORDER BY key
