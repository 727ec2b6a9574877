// Contents that say the same as another one or nearly so, or were published first at the same address; the earliest first, whoever may find
// them. What says the same counts as all bands that two texts can have in common.
// access: read
// param id: STRING
// param hash: STRING
// param url: STRING
// param bands: LIST OF STRING
// param alike: INTEGER
// param limit: INTEGER
// column id: STRING
// column title: STRING
// column author_id: STRING
// column visibility: STRING
CALL () {
  MATCH (content:Content)
  WHERE content.body_hash = $hash AND content.published_at IS NOT NULL
  RETURN content, $alike AS alike ORDER BY content.body_hash, content.published_at LIMIT $limit
  UNION ALL
  MATCH (content:Content)
  USING INDEX SEEK content:Content(canonical_url, published_at)
  WHERE content.canonical_url = $url AND content.published_at IS NOT NULL
  RETURN content, $alike AS alike ORDER BY content.canonical_url, content.published_at LIMIT $limit
  UNION ALL
  MATCH (content:Content)
  USING INDEX SEEK content:Content(band_1, published_at)
  WHERE content.band_1 = $bands[0] AND content.published_at IS NOT NULL
  RETURN content, 1 AS alike ORDER BY content.band_1, content.published_at LIMIT $limit
  UNION ALL
  MATCH (content:Content)
  USING INDEX SEEK content:Content(band_2, published_at)
  WHERE content.band_2 = $bands[1] AND content.published_at IS NOT NULL
  RETURN content, 1 AS alike ORDER BY content.band_2, content.published_at LIMIT $limit
  UNION ALL
  MATCH (content:Content)
  USING INDEX SEEK content:Content(band_3, published_at)
  WHERE content.band_3 = $bands[2] AND content.published_at IS NOT NULL
  RETURN content, 1 AS alike ORDER BY content.band_3, content.published_at LIMIT $limit
  UNION ALL
  MATCH (content:Content)
  USING INDEX SEEK content:Content(band_4, published_at)
  WHERE content.band_4 = $bands[3] AND content.published_at IS NOT NULL
  RETURN content, 1 AS alike ORDER BY content.band_4, content.published_at LIMIT $limit
  UNION ALL
  MATCH (content:Content)
  USING INDEX SEEK content:Content(band_5, published_at)
  WHERE content.band_5 = $bands[4] AND content.published_at IS NOT NULL
  RETURN content, 1 AS alike ORDER BY content.band_5, content.published_at LIMIT $limit
  UNION ALL
  MATCH (content:Content)
  USING INDEX SEEK content:Content(band_6, published_at)
  WHERE content.band_6 = $bands[5] AND content.published_at IS NOT NULL
  RETURN content, 1 AS alike ORDER BY content.band_6, content.published_at LIMIT $limit
  UNION ALL
  MATCH (content:Content)
  USING INDEX SEEK content:Content(band_7, published_at)
  WHERE content.band_7 = $bands[6] AND content.published_at IS NOT NULL
  RETURN content, 1 AS alike ORDER BY content.band_7, content.published_at LIMIT $limit
  UNION ALL
  MATCH (content:Content)
  USING INDEX SEEK content:Content(band_8, published_at)
  WHERE content.band_8 = $bands[7] AND content.published_at IS NOT NULL
  RETURN content, 1 AS alike ORDER BY content.band_8, content.published_at LIMIT $limit
}
WITH content, sum(alike) AS alike
WHERE alike >= $alike AND content:Standalone AND content.id <> $id
RETURN content.id AS id, content.title AS title, head([(content)<-[:AUTHORED]-(user:User) | user.id]) AS author_id,
       content.visibility AS visibility
ORDER BY content.published_at, id
LIMIT $limit
