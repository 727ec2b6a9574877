// All awards of members, those that don't stand too.
// access: read
// param ids: LIST OF STRING
// column award: MAP
UNWIND $ids AS id
MATCH (award:BadgeAward)
WHERE award.user_id = id AND award.place > ''
RETURN award {.user_id, .badge_id, .scope, .awarded_at, .evidence, .earned, .rule_version, .word, .reason, .revoked_at,
              .cause, .recorded_at} AS award
