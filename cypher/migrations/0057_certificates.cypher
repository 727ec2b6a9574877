// Certificates by code and member; cohorts of courses, and seats by cohort, member and order. What was used of a content is found by that
// alone: an index of two is read only by who asks for both.
CREATE CONSTRAINT certificate_id IF NOT EXISTS FOR (n:Certificate) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT certificate_key IF NOT EXISTS FOR (n:Certificate) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT certificate_code IF NOT EXISTS FOR (n:Certificate) REQUIRE n.code IS UNIQUE;
CREATE INDEX certificates_of_user IF NOT EXISTS FOR (n:Certificate) ON (n.user_id, n.id);
CREATE CONSTRAINT cohort_id IF NOT EXISTS FOR (n:Cohort) REQUIRE n.id IS UNIQUE;
CREATE INDEX cohorts_of_course IF NOT EXISTS FOR (n:Cohort) ON (n.course_id, n.ends_at);
CREATE INDEX cohorts_to_come IF NOT EXISTS FOR (n:Cohort) ON (n.starts_at);
CREATE CONSTRAINT seat_key IF NOT EXISTS FOR (n:Seat) REQUIRE n.key IS UNIQUE;
CREATE INDEX seats_of_cohort IF NOT EXISTS FOR (n:Seat) ON (n.cohort_id, n.state);
CREATE INDEX seats_of_user IF NOT EXISTS FOR (n:Seat) ON (n.user_id, n.cohort_id);
CREATE INDEX seats_of_order IF NOT EXISTS FOR (n:Seat) ON (n.order_id);
CREATE INDEX readers_of_content IF NOT EXISTS FOR (n:Consumption) ON (n.content_id);
DROP INDEX consumption_of_content IF EXISTS;
