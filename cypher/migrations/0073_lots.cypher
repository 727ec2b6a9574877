// Every listed content draws a number once: contents that follow each other by it are a sample of all, read from an index.
CREATE INDEX standalone_lot IF NOT EXISTS FOR (n:Standalone) ON (n.lot);
MATCH (content:Standalone) WHERE content.lot IS NULL
CALL (content) {
  SET content.lot = rand()
} IN TRANSACTIONS OF 1000 ROWS;
