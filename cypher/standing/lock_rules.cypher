// Lock the rules of a place before they are read and changed.
// access: write
// param scope: STRING
MERGE (rules:StandingRules {scope: $scope})
SET rules:StandingRules
