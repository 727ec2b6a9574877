// Write down what is asked for, unless the same is on its way already. Touching the user first locks them, so that of two
// who ask at once one is the first.
// access: write
// param id: STRING
// param kind: STRING
// param mode: STRING
// param sections: LIST OF STRING
// param user_id: STRING
// param now: ZONED DATETIME
// column id: STRING
MATCH (user:User {id: $user_id})
SET user:User
WITH user
CALL () {
  OPTIONAL MATCH (open:DataRequest {user_id: $user_id, kind: $kind})
  WHERE open.state IN ['QUEUED', 'RUNNING']
  RETURN collect(open.id) AS open
}
FOREACH (_ IN CASE WHEN open = [] THEN [1] ELSE [] END |
  CREATE (:DataRequest {
    id: $id, kind: $kind, mode: $mode, sections: $sections, user_id: $user_id, state: 'QUEUED', requested_at: $now}))
RETURN coalesce(open[0], $id) AS id
