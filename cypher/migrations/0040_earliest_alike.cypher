// Of what says nearly the same, too, the earliest are found first, at the same cost however many there are.
DROP INDEX content_band_1 IF EXISTS;
CREATE INDEX content_band_1_first IF NOT EXISTS FOR (n:Content) ON (n.band_1, n.published_at);
DROP INDEX content_band_2 IF EXISTS;
CREATE INDEX content_band_2_first IF NOT EXISTS FOR (n:Content) ON (n.band_2, n.published_at);
DROP INDEX content_band_3 IF EXISTS;
CREATE INDEX content_band_3_first IF NOT EXISTS FOR (n:Content) ON (n.band_3, n.published_at);
DROP INDEX content_band_4 IF EXISTS;
CREATE INDEX content_band_4_first IF NOT EXISTS FOR (n:Content) ON (n.band_4, n.published_at);
DROP INDEX content_band_5 IF EXISTS;
CREATE INDEX content_band_5_first IF NOT EXISTS FOR (n:Content) ON (n.band_5, n.published_at);
DROP INDEX content_band_6 IF EXISTS;
CREATE INDEX content_band_6_first IF NOT EXISTS FOR (n:Content) ON (n.band_6, n.published_at);
DROP INDEX content_band_7 IF EXISTS;
CREATE INDEX content_band_7_first IF NOT EXISTS FOR (n:Content) ON (n.band_7, n.published_at);
DROP INDEX content_band_8 IF EXISTS;
CREATE INDEX content_band_8_first IF NOT EXISTS FOR (n:Content) ON (n.band_8, n.published_at);
