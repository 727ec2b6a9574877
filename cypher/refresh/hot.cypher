// Who read something lately, and what: the only ones whose reading can still tell what to read now.
// access: read
// scan: one list for each user, and nothing else is looked at
// param since_ms: INTEGER
// param latest_ms: INTEGER
// column user_id: STRING
// column weight: FLOAT
// column content_ids: LIST OF STRING
// column ages: LIST OF FLOAT
MATCH (list:CandidateList)
WITH list, list.recent_ms[..20] AS times
WHERE times[0] >= $since_ms
WITH list, [ms IN times WHERE ms >= $since_ms | ($latest_ms - ms) / 86400000.0] AS ages
RETURN list.user_id AS user_id, 1 / sqrt(list.degree) AS weight, list.recent_ids[..size(ages)] AS content_ids, ages
