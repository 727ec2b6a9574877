// Add to the totals of the community, decayed to the newest act, or start them anew. Touching the node first locks it.
// access: write
// param latest: ZONED DATETIME
// param anew: BOOLEAN
// param added: MAP
MERGE (community:CommunitySignals {name: 'all'})
SET community.name = 'all'
WITH community, CASE WHEN $anew THEN 0.0 ELSE 1.0 END AS kept,
     ($latest.epochMillis - coalesce(community.latest_at, $latest).epochMillis) / 86400000.0 AS since
SET community.latest_at = $latest,
    community.readers = toInteger(kept) * coalesce(community.readers, 0) + $added.readers,
    community.trend_2h = kept * coalesce(community.trend_2h, 0.0) * 0.5 ^ (since * 10) + $added.trend_2h,
    community.trend_6h = kept * coalesce(community.trend_6h, 0.0) * 0.5 ^ (since * 4) + $added.trend_6h,
    community.trend_1d = kept * coalesce(community.trend_1d, 0.0) * 0.5 ^ since + $added.trend_1d,
    community.trend_3d = kept * coalesce(community.trend_3d, 0.0) * 0.5 ^ (since / 3) + $added.trend_3d,
    community.trend_14d = kept * coalesce(community.trend_14d, 0.0) * 0.5 ^ (since / 14) + $added.trend_14d
