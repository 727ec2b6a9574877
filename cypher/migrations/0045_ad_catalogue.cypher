// Live flights are read all at once, by every process every few seconds.
CREATE INDEX flights_by_state IF NOT EXISTS FOR (n:Flight) ON (n.state);
