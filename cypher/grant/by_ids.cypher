// Grants by their ids.
// access: read
// param ids: LIST OF STRING
// column grant: MAP
UNWIND $ids AS id
MATCH (grant:EntitlementGrant {id: id})
RETURN grant {.id, .user_id, .benefit_id, .source_kind, .source_id, .granted_at, .expires_at, .ended_at, .end_reason}
