// Forget where members are of whom nothing is known any more: their acts were taken back, or they are another's.
// access: write
// param user_ids: LIST OF STRING
UNWIND $user_ids AS id
MATCH (user:User {id: id})
WHERE user.churn IS NOT NULL
SET user.churn = null, user.churn_order = null, user.churn_due_at = null, user.churn_settled_on = null,
    user.last_active_on = null, user.usual_gap = null, user.rhythm = null, user.gaps = null
WITH user
MATCH (user)-[:PASSED_THROUGH]->(span:ChurnSpan)
DETACH DELETE span
