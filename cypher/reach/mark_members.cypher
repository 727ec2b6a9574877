// Put members into the sample.
// access: write
// param ids: LIST OF STRING
// param as_of: ZONED DATETIME
UNWIND $ids AS id
MATCH (user:User {id: id})
SET user.reach_at = $as_of
