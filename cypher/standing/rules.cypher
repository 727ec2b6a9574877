// The rules that were set in places, by scope: `all`, or the id of an area.
// access: read
// param ids: LIST OF STRING
// column rules: MAP
UNWIND $ids AS scope
MATCH (rules:StandingRules {scope: scope})
RETURN rules {.*} AS rules
