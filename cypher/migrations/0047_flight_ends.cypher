// Flights by state and end, so that those that are over are settled.
CREATE INDEX flights_by_end IF NOT EXISTS FOR (n:Flight) ON (n.state, n.ends_at);
