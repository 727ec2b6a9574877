// Who ads are chosen for, what was chosen for each, and what was asked for by the hour.
CREATE CONSTRAINT ad_reader IF NOT EXISTS FOR (n:AdReader) REQUIRE n.user_id IS UNIQUE;
CREATE INDEX ad_decisions_of_reader IF NOT EXISTS FOR (n:AdDecision) ON (n.user_id, n.id);
CREATE CONSTRAINT ad_hour IF NOT EXISTS FOR (n:AdHour) REQUIRE n.key IS UNIQUE;
CREATE INDEX ad_hours_by_time IF NOT EXISTS FOR (n:AdHour) ON (n.at);
