// One award by its id.
// access: read
// param id: STRING
// column award: MAP
MATCH (award:BadgeAward {id: $id})
RETURN award {.user_id, .badge_id, .scope, .awarded_at, .evidence, .earned, .rule_version, .word, .reason, .revoked_at,
              .cause, .recorded_at} AS award
