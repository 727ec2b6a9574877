// All rules there are, for the community and areas that have some of their own.
// access: read
// column rules: MAP
MATCH (rules:StandingRules)
WHERE rules.scope > '' AND rules.version IS NOT NULL
RETURN rules {.*} AS rules
