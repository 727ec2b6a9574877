// Erase a person's awards of badges, and what was noted to be looked at.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (award:BadgeAward)
  WHERE award.user_id = $user_id AND award.place > ''
  WITH award LIMIT $limit
  DELETE award
  RETURN count(award) AS awards
}
CALL () {
  MATCH (due:BadgeDue {user_id: $user_id})
  DELETE due
}
CALL () {
  OPTIONAL MATCH (:Erasing {user_id: $user_id})-[held:HOLDS]->(:Badge)
  DELETE held
}
RETURN {badge_awards: awards} AS counts
