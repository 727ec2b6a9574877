// Some of the members that jobs keep candidates for, drawn by chance.
// access: read
// scan: one list for each member, and nothing else is looked at
// param limit: INTEGER
// column id: STRING
MATCH (list:CandidateList)
WITH list.user_id AS id, rand() AS lot ORDER BY lot LIMIT $limit
RETURN id
