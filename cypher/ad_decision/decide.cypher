// Decide for a reader who consents to it: of the ads worth most leave out those of flights they saw as often as they
// may, count fatigue, and draw one of those considered first by the chances of domain/ad_policy.py. Their AdReader is
// locked before anything is read, so that caps hold whatever else is asked for them meanwhile; a repeat finds what it
// made. `outcome` is SHOWN, CAPPED or AD_LOAD; no row without such a reader, or when they don't consent or see no ads.
// access: write
// param id: STRING
// param user_id: STRING
// param now: ZONED DATETIME
// param day_ago: ZONED DATETIME
// param week_ago: ZONED DATETIME
// param day_ago_id: STRING
// param per_day: INTEGER
// param per_placement: INTEGER
// param options: LIST OF MAP
// param luck: FLOAT
// param explored: FLOAT
// param sharpness: FLOAT
// param fatigue: FLOAT
// param properties: MAP
// column outcome: STRING
// column ad_id: STRING
// column propensity: FLOAT
// column factors: LIST OF FLOAT
MATCH (user:User {id: $user_id})
WHERE 'AD_PERSONALISATION' IN user.consents AND NOT coalesce(user.ad_free_until > $now, false)
MERGE (reader:AdReader {user_id: $user_id})
SET reader.user_id = $user_id
WITH reader
CALL () {
  WITH 1 AS any WHERE $per_day IS NOT NULL OR $per_placement IS NOT NULL
  MATCH (seen:AdDecision)
  WHERE seen.user_id = $user_id AND seen.id >= $day_ago_id AND seen.decided_at >= $day_ago
    AND (seen.viewed_at IS NOT NULL OR seen.expires_at > $now)
  WITH count(*) AS ads, sum(CASE WHEN seen.placement = $properties.placement THEN 1 ELSE 0 END) AS here
  RETURN ads >= coalesce($per_day, ads + 1) OR here >= coalesce($per_placement, here + 1) AS borne
}
CALL () {
  UNWIND $options AS option
  CALL (option) {
    MATCH (seen:AdDecision)
    WHERE seen.user_id = $user_id AND seen.flight_id = option.flight_id AND seen.decided_at >= $week_ago
      AND (seen.viewed_at IS NOT NULL OR seen.expires_at > $now)
    WITH seen ORDER BY seen.decided_at DESC LIMIT 101
    RETURN count(*) AS week, sum(CASE WHEN seen.decided_at >= $day_ago THEN 1 ELSE 0 END) AS day,
           collect(seen.clicked_at IS NOT NULL) AS clicks
  }
  WITH option, head([at IN range(0, size(clicks) - 1) WHERE clicks[at]]) AS since, week, day
  WHERE day < coalesce(option.per_day, 102) AND week < coalesce(option.per_week, 102)
  WITH option, 1 / (1 + $fatigue * coalesce(since, week)) AS tired
  RETURN collect({option: option, tired: tired, value: option.value * tired}) AS open
}
WITH borne, [one IN open WHERE one.option.rank = head(open).option.rank] AS first
WITH borne, first, reduce(best = 0.0, one IN first | CASE WHEN one.value > best THEN one.value ELSE best END) AS best
WITH borne, first, [one IN first | (one.value / best) ^ $sharpness] AS weights
WITH borne, first, weights, reduce(total = 0.0, weight IN weights | total + weight) AS total
WITH borne, first, [weight IN weights | (1 - $explored) * weight / total + $explored / size(first)] AS chances
WITH borne, first, chances, coalesce(head([at IN range(0, size(first) - 1)
  WHERE $luck < reduce(reached = 0.0, chance IN chances[0..at + 1] | reached + chance)]), size(first) - 1) AS at
WITH borne, chances[at] AS chance, first[at] AS drawn,
     CASE WHEN borne THEN 'AD_LOAD' WHEN size(first) = 0 THEN 'CAPPED' ELSE 'SHOWN' END AS outcome
CALL (chance, drawn, outcome) {
  WITH * WHERE outcome = 'SHOWN'
  MERGE (decision:AdDecision {id: $id})
  ON CREATE SET decision += $properties, decision += drawn.option.properties, decision.user_id = $user_id,
                decision.propensity = chance, decision.factors = drawn.option.factors + [drawn.tired]
  RETURN decision.ad_id AS ad_id, decision.propensity AS propensity, decision.factors AS factors
  UNION
  WITH * WHERE outcome <> 'SHOWN'
  RETURN null AS ad_id, null AS propensity, null AS factors
}
RETURN outcome, ad_id, propensity, factors
