// Let audit entries name a person by the erasure: what was done stays, who it was doesn't.
// access: write
// scan: an entry may name a person in any of five places; erasures are rare, and entries few beside events
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (entry:AuditEntry)
WHERE entry.actor_user_id = $user_id OR entry.actor CONTAINS $user_id OR entry.target_id = $user_id
   OR entry.before CONTAINS $user_id OR entry.after CONTAINS $user_id
WITH entry LIMIT $limit
SET entry.actor = replace(entry.actor, $user_id, $erasure_id),
    entry.actor_user_id = CASE entry.actor_user_id WHEN $user_id THEN $erasure_id ELSE entry.actor_user_id END,
    entry.target_id = CASE entry.target_id WHEN $user_id THEN $erasure_id ELSE entry.target_id END,
    entry.before = replace(entry.before, $user_id, $erasure_id),
    entry.after = replace(entry.after, $user_id, $erasure_id)
RETURN {audit_entries_pseudonymised: count(entry)} AS counts
