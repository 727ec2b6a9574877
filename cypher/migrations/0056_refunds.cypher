// Refunds are found by who asked for them, when they are merged or erased.
CREATE INDEX refunds_by_asker IF NOT EXISTS FOR (n:Refund) ON (n.by, n.id);
