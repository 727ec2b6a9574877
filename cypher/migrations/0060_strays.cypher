// Payments by how they stand: those that settled nothing are sought, to be given back.
CREATE INDEX payments_by_state IF NOT EXISTS FOR (n:Payment) ON (n.state, n.at);
