// Two accounts that are to become one, both locked by now, and what stands against it; no row when one of them isn't there.
// access: read
// param from_id: STRING
// param into_id: STRING
// column handle: STRING
// column into_handle: STRING
// column points: INTEGER
// column into_points: INTEGER
// column consents: LIST OF STRING
// column into_consents: LIST OF STRING
// column erasing: BOOLEAN
// column merging: BOOLEAN
MATCH (gone:User {id: $from_id}), (user:User {id: $into_id})
RETURN gone.handle AS handle, user.handle AS into_handle,
       coalesce(gone.points, 0) AS points, coalesce(user.points, 0) AS into_points,
       coalesce(gone.consents, []) AS consents, coalesce(user.consents, []) AS into_consents,
       EXISTS {
         MATCH (request:DataRequest {kind: 'ERASURE'})
         WHERE request.user_id IN [$from_id, $into_id] AND request.state IN ['QUEUED', 'RUNNING']
       } AS erasing,
       EXISTS {
         MATCH (former:Merged {state: 'RUNNING'})
         WHERE former.into_id IN [$from_id, $into_id]
       } AS merging
