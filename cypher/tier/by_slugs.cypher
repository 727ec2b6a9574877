// Ids of tiers by slug.
// access: read
// param slugs: LIST OF STRING
// column slug: STRING
// column id: STRING
UNWIND $slugs AS slug
MATCH (tier:Tier {slug: slug})
RETURN slug, tier.id AS id
