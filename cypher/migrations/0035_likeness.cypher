// Bands of what texts say, by which those that say nearly the same are found.
CREATE INDEX content_band_1 IF NOT EXISTS FOR (n:Content) ON (n.band_1);
CREATE INDEX content_band_2 IF NOT EXISTS FOR (n:Content) ON (n.band_2);
CREATE INDEX content_band_3 IF NOT EXISTS FOR (n:Content) ON (n.band_3);
CREATE INDEX content_band_4 IF NOT EXISTS FOR (n:Content) ON (n.band_4);
CREATE INDEX content_band_5 IF NOT EXISTS FOR (n:Content) ON (n.band_5);
CREATE INDEX content_band_6 IF NOT EXISTS FOR (n:Content) ON (n.band_6);
CREATE INDEX content_band_7 IF NOT EXISTS FOR (n:Content) ON (n.band_7);
CREATE INDEX content_band_8 IF NOT EXISTS FOR (n:Content) ON (n.band_8);
