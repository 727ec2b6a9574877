// Churn: what members went through, what usually lies between two active days, and the lists that go by it.
CREATE CONSTRAINT churn_span_id IF NOT EXISTS FOR (n:ChurnSpan) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT gap_count IF NOT EXISTS FOR (n:GapCount) REQUIRE (n.week, n.newcomer, n.days) IS UNIQUE;
CREATE INDEX user_churn_due IF NOT EXISTS FOR (n:User) ON (n.churn_due_at);
CREATE INDEX user_churn_order IF NOT EXISTS FOR (n:User) ON (n.churn_order);
CREATE INDEX user_segment_churn_order IF NOT EXISTS FOR (n:User) ON (n.segment, n.churn_order);
CREATE INDEX user_churn IF NOT EXISTS FOR (n:User) ON (n.churn, n.churn_order);
CREATE INDEX user_churn_activity IF NOT EXISTS FOR (n:User) ON (n.churn, n.activity);
CREATE INDEX user_churn_joined_at IF NOT EXISTS FOR (n:User) ON (n.churn, n.joined_at);
CREATE INDEX user_churn_points IF NOT EXISTS FOR (n:User) ON (n.churn, n.points);
