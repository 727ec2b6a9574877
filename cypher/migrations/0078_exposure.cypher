// Who comes before readers, measured by a job, and how unequal weeks were.
CREATE CONSTRAINT exposure_measure IF NOT EXISTS FOR (n:ExposureMeasure) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT popularity_week IF NOT EXISTS FOR (n:PopularityWeek) REQUIRE n.week IS UNIQUE;
