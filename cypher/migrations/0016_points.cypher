// The ledger of points: an entry has its number, is reversed once and restored once; it is found by what it was granted for.
CREATE CONSTRAINT point_entry_number IF NOT EXISTS FOR (n:PointEntry) REQUIRE (n.user_id, n.number) IS UNIQUE;
CREATE CONSTRAINT point_entry_reversal IF NOT EXISTS FOR (n:PointEntry) REQUIRE (n.user_id, n.reversal_of) IS UNIQUE;
CREATE CONSTRAINT point_entry_restores IF NOT EXISTS FOR (n:PointEntry) REQUIRE (n.user_id, n.restores) IS UNIQUE;
CREATE INDEX point_entry_fact IF NOT EXISTS FOR (n:PointEntry) ON (n.fact_id);
CREATE INDEX point_entry_content IF NOT EXISTS FOR (n:PointEntry) ON (n.content_id);
CREATE INDEX point_entry_actor IF NOT EXISTS FOR (n:PointEntry) ON (n.actor_id);
CREATE INDEX point_entry_ring IF NOT EXISTS FOR (n:PointEntry) ON (n.user_id, n.actor_id, n.at);
CREATE CONSTRAINT point_day IF NOT EXISTS FOR (n:PointDay) REQUIRE (n.user_id, n.date) IS UNIQUE;
CREATE CONSTRAINT point_book_name IF NOT EXISTS FOR (n:PointBook) REQUIRE n.name IS UNIQUE;
CREATE INDEX user_points IF NOT EXISTS FOR (n:User) ON (n.points);
MATCH (user:User) WHERE user.points IS NULL SET user.points = 0;
