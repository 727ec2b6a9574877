// The contents of users' last interactions.
// access: read
// param ids: LIST OF STRING
// param of_each: INTEGER
// column id: STRING
UNWIND $ids AS user_id
MATCH (list:CandidateList {user_id: user_id})
UNWIND list.recent_ids[..$of_each] AS id
RETURN DISTINCT id
