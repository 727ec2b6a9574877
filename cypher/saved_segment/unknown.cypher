// Which of these slugs name nothing.
// access: read
// param tags: LIST OF STRING
// param areas: LIST OF STRING
// param tiers: LIST OF STRING
// column tags: LIST OF STRING
// column areas: LIST OF STRING
// column tiers: LIST OF STRING
RETURN [slug IN $tags WHERE NOT EXISTS { MATCH (:Tag {slug: slug}) }] AS tags,
       [slug IN $areas WHERE NOT EXISTS { MATCH (:Area {slug: slug}) }] AS areas,
       [slug IN $tiers WHERE NOT EXISTS { MATCH (:Tier {slug: slug}) }] AS tiers
