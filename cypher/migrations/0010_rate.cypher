// Rate limits: one bucket of points a caller, found again by its age when nobody uses it.
CREATE CONSTRAINT rate_bucket_key IF NOT EXISTS FOR (n:RateBucket) REQUIRE n.key IS UNIQUE;
CREATE INDEX rate_bucket_at_ms IF NOT EXISTS FOR (n:RateBucket) ON (n.at_ms);
