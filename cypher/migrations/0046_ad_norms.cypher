// What all ads came to in slices of delivery, by which one ad is measured.
CREATE CONSTRAINT ad_norm_key IF NOT EXISTS FOR (n:AdNorm) REQUIRE n.key IS UNIQUE;
CREATE INDEX ad_norm_slice IF NOT EXISTS FOR (n:AdNorm) ON (n.scope, n.value);
