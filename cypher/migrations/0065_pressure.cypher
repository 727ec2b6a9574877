// What members met of paywalls and ads in a month, and how many left.
CREATE CONSTRAINT pressure_cell IF NOT EXISTS
FOR (n:PressureCell) REQUIRE (n.month, n.activity, n.kind, n.paywalls, n.ads) IS UNIQUE;
