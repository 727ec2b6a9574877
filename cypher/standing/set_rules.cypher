// Change the rules of a place; null takes one away. They have another version from then on.
// access: write
// param scope: STRING
// param properties: MAP
// param at: ZONED DATETIME
MERGE (rules:StandingRules {scope: $scope})
SET rules += $properties, rules.version = coalesce(rules.version, 1) + 1, rules.at = $at
