// Forget a member's awards of badges, which the survivor has or earns anew, and what was noted to be looked at.
// access: write
// param from_id: STRING
// column badge_awards: INTEGER
CALL () {
  MATCH (due:BadgeDue {user_id: $from_id})
  DELETE due
}
CALL () {
  OPTIONAL MATCH (:Merged {user_id: $from_id})-[held:HOLDS]->(:Badge)
  DELETE held
}
CALL () {
  MATCH (award:BadgeAward)
  WHERE award.user_id = $from_id AND award.place > ''
  DELETE award
  RETURN count(award) AS awards
}
RETURN awards AS badge_awards
