// The audit log: ids sort by time, so the index that makes them unique is also the one the list goes by.
CREATE CONSTRAINT audit_entry_id IF NOT EXISTS FOR (n:AuditEntry) REQUIRE n.id IS UNIQUE;
