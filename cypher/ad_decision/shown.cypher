// Whether a reader consents to ads being chosen for them and sees any, and what they were shown lately: the latest of the
// ads they viewed, or may still view. No row without such a reader. `now` is in milliseconds since 1970.
// access: read
// param user_id: STRING
// param now: INTEGER
// param since_id: STRING
// param latest: INTEGER
// column consents: BOOLEAN
// column ad_free: BOOLEAN
// column shown: LIST OF LIST OF ANY
MATCH (user:User {id: $user_id})
CALL () {
  WITH datetime({epochMillis: $now}) AS now
  MATCH (seen:AdDecision)
  USING INDEX SEEK seen:AdDecision(user_id, id)
  WHERE seen.user_id = $user_id AND seen.id >= $since_id AND (seen.viewed_at IS NOT NULL OR seen.expires_at > now)
  WITH seen ORDER BY seen.id DESC LIMIT $latest
  RETURN collect([seen.id, seen.flight_id, seen.placement, seen.clicked_at IS NOT NULL]) AS shown
}
RETURN 'AD_PERSONALISATION' IN coalesce(user.consents, []) AS consents,
       coalesce(user.ad_free_until.epochMillis > $now, false) AS ad_free, shown
