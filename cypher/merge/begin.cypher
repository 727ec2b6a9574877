// Let a member lead to another in one moment: from here on every name of theirs means the survivor, who signs in by their identities
// as well. What they had hangs on the node without being found. Numbers of ledger entries are set aside for theirs.
// access: write
// param id: STRING
// param from_id: STRING
// param into_id: STRING
// param reason: STRING
// param now: ZONED DATETIME
// column identities: INTEGER
MATCH (gone:User {id: $from_id}), (user:User {id: $into_id})
CALL (gone, user) {
  MATCH (identity:ExternalIdentity)-[link:IDENTIFIES]->(gone)
  DELETE link
  CREATE (identity)-[:IDENTIFIES]->(user)
  RETURN count(link) AS identities
}
CALL () {
  MATCH (former:Merged {into_id: $from_id})
  SET former.into_id = $into_id, former.at = $now
}
WITH gone, user, identities, properties(gone) AS was, coalesce(user.point_entries, 0) AS entries
SET user.point_entries = entries + coalesce(was.point_entries, 0),
  user.points = coalesce(user.points, 0) + coalesce(was.points, 0),
  user.joined_at = CASE WHEN was.joined_at < user.joined_at THEN was.joined_at ELSE user.joined_at END,
  user.consents = [purpose IN coalesce(user.consents, []) WHERE purpose IN coalesce(was.consents, [])],
  user.ad_free_until = CASE WHEN user.ad_free_until >= coalesce(was.ad_free_until, user.ad_free_until)
    THEN user.ad_free_until ELSE coalesce(was.ad_free_until, user.ad_free_until) END,
  user.ads_changed_at = datetime(),
  user.leaderboard_opt_out = CASE WHEN user.leaderboard_opt_out OR was.leaderboard_opt_out THEN true END,
  user.points_barred = CASE WHEN user.points_barred OR was.points_barred THEN true END
SET gone = {user_id: $from_id, into_id: $into_id, handle: was.handle, look: was.look, external_id: was.external_id,
  at: $now, merge_id: $id, state: 'RUNNING', reason: $reason, started_at: $now, first_entry: entries,
  last_entry: user.point_entries,
  barred: user.points_barred}
SET gone:Merged
REMOVE gone:User
RETURN identities
