// Note the members who joined within some span, after its start and up to its end, to be looked at.
// access: write
// param spans: LIST OF MAP
// param at: ZONED DATETIME
UNWIND $spans AS span
MATCH (user:User)
WHERE user.joined_at > span.after AND user.joined_at <= span.up_to
CREATE (:BadgeDue {user_id: user.id, at: $at})
