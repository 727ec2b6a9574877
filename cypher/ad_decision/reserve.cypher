// Decide on an ad that was drawn for a reader, unless it can't be had any more: they saw its flight as often as its caps
// let them, or as many ads as operators do. Their AdReader is locked before anything is read, so that caps hold whatever
// else is asked for them meanwhile; a repeat finds what it made. Times are milliseconds since 1970. `outcome` is SHOWN,
// CAPPED or AD_LOAD; REFUSED where they don't consent any more, or see no ads; no row where they didn't before.
// access: write
// param id: STRING
// param user_id: STRING
// param flight_id: STRING
// param placement: STRING
// param now: INTEGER
// param expires_at: INTEGER
// param day_ago: INTEGER
// param week_ago: INTEGER
// param day_ago_id: STRING
// param flight_per_day: INTEGER
// param flight_per_week: INTEGER
// param per_day: INTEGER
// param per_placement: INTEGER
// param properties: MAP
// column outcome: STRING
MATCH (asked:User {id: $user_id})
WHERE 'AD_PERSONALISATION' IN asked.consents AND NOT coalesce(asked.ad_free_until.epochMillis > $now, false)
MERGE (reader:AdReader {user_id: $user_id})
SET reader:AdReader
WITH reader
OPTIONAL MATCH (user:User {id: $user_id})
WHERE 'AD_PERSONALISATION' IN user.consents AND NOT coalesce(user.ad_free_until.epochMillis > $now, false)
CALL () {
  WITH datetime({epochMillis: $now}) AS now, datetime({epochMillis: $day_ago}) AS day_ago
  WHERE $per_day IS NOT NULL OR $per_placement IS NOT NULL
  MATCH (seen:AdDecision)
  USING INDEX SEEK seen:AdDecision(user_id, id)
  WHERE seen.user_id = $user_id AND seen.id >= $day_ago_id AND seen.id <> $id AND seen.decided_at >= day_ago
    AND (seen.viewed_at IS NOT NULL OR seen.expires_at > now)
  WITH count(*) AS ads, sum(CASE WHEN seen.placement = $placement THEN 1 ELSE 0 END) AS here
  RETURN ads >= coalesce($per_day, ads + 1) OR here >= coalesce($per_placement, here + 1) AS borne
}
CALL () {
  WITH datetime({epochMillis: $now}) AS now, datetime({epochMillis: $day_ago}) AS day_ago,
       datetime({epochMillis: $week_ago}) AS week_ago
  WHERE $flight_per_day IS NOT NULL OR $flight_per_week IS NOT NULL
  MATCH (seen:AdDecision)
  USING INDEX SEEK seen:AdDecision(user_id, flight_id, decided_at)
  WHERE seen.user_id = $user_id AND seen.flight_id = $flight_id AND seen.decided_at >= week_ago AND seen.id <> $id
    AND (seen.viewed_at IS NOT NULL OR seen.expires_at > now)
  WITH count(*) AS week, sum(CASE WHEN seen.decided_at >= day_ago THEN 1 ELSE 0 END) AS day
  RETURN day >= coalesce($flight_per_day, day + 1) OR week >= coalesce($flight_per_week, week + 1) AS capped
}
WITH reader, CASE WHEN user IS NULL THEN 'REFUSED' WHEN borne THEN 'AD_LOAD' WHEN capped THEN 'CAPPED' ELSE 'SHOWN' END AS outcome
CALL (outcome) {
  WITH outcome WHERE outcome = 'SHOWN'
  MERGE (decision:AdDecision {id: $id})
  ON CREATE SET decision += $properties, decision.user_id = $user_id,
                decision.decided_at = datetime({epochMillis: $now}), decision.expires_at = datetime({epochMillis: $expires_at})
}
FOREACH (gone IN CASE outcome WHEN 'REFUSED' THEN [reader] ELSE [] END | DELETE gone)
RETURN outcome
