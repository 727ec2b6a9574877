// Who stays: members by the week or month in which they began, counted in each that follows.
CREATE CONSTRAINT staying_cell IF NOT EXISTS FOR (n:StayingCell) REQUIRE (n.by, n.cohort, n.after) IS UNIQUE;
