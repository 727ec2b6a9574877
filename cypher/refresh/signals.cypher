// Count the readers of contents and how many of them are new, and store what changed. A trend halves with every half-life,
// so one that nobody added to needn't be written again; `heat` tells, as it holds the trend without the decay.
// access: write
// param ids: LIST OF STRING
// param as_of: ZONED DATETIME
// param latest: ZONED DATETIME
// column before: MAP
// column after: MAP
UNWIND $ids AS id
MATCH (content:Content {id: id})
CALL (content) {
  MATCH (content)<-[done:INTERACTED]-()
  WHERE done.first_at < $as_of AND done.interest > 0
  WITH done, done.first_at AS first_at, CASE WHEN done.last_at < $as_of THEN done.last_at ELSE done.first_at END AS last_at
  WITH done, first_at, last_at, ($latest.epochMillis - first_at.epochMillis) / 86400000.0 AS age
  RETURN count(done) AS readers, max(first_at) AS last_new_reader_at, max(last_at) AS last_active_at, min(age) AS youngest,
         sum(CASE WHEN done.like_first < $as_of OR done.bookmark_first < $as_of OR done.follow_first < $as_of
                    OR done.share_first < $as_of OR done.comment_first < $as_of THEN 1 ELSE 0 END) AS positive_readers,
         sum(0.5 ^ (age * 10)) AS trend_2h, sum(0.5 ^ (age * 4)) AS trend_6h, sum(0.5 ^ age) AS trend_1d,
         sum(0.5 ^ (age / 3)) AS trend_3d, sum(0.5 ^ (age / 14)) AS trend_14d
}
WITH content, coalesce(content.readers, 0) AS known, readers, positive_readers, last_active_at, {
    readers: readers, positive_readers: positive_readers, last_new_reader_at: last_new_reader_at,
    last_active_at: last_active_at, signals_at: $latest, trend_2h: trend_2h, trend_6h: trend_6h, trend_1d: trend_1d,
    trend_3d: trend_3d, trend_14d: trend_14d,
    // a trend too small for a number is that of the newest reader alone
    heat: CASE WHEN readers > 0 THEN CASE WHEN trend_1d > 1e-300 THEN log(trend_1d) / log(2) ELSE -youngest END
      + ($latest.epochMillis - datetime('2020-01-01T00:00:00Z').epochMillis) / 86400000.0 END
  } AS signals
WHERE readers > 0 OR known > 0
WITH content, known, signals,
     ($latest.epochMillis - coalesce(content.signals_at, $latest).epochMillis) / 86400000.0 AS since,
     known = readers AND content.positive_readers = positive_readers AND content.last_active_at = last_active_at
       AND content.signals_at <= $latest AND abs(content.heat - signals.heat) < 1e-9 AS unchanged
WITH content, signals, unchanged, {
    readers: known,
    trend_2h: coalesce(content.trend_2h * 0.5 ^ (since * 10), 0.0), trend_6h: coalesce(content.trend_6h * 0.5 ^ (since * 4), 0.0),
    trend_1d: coalesce(content.trend_1d * 0.5 ^ since, 0.0), trend_3d: coalesce(content.trend_3d * 0.5 ^ (since / 3), 0.0),
    trend_14d: coalesce(content.trend_14d * 0.5 ^ (since / 14), 0.0)
  } AS stored
FOREACH (_ IN CASE WHEN coalesce(unchanged, false) THEN [] ELSE [1] END | SET content += signals)
RETURN {
    readers: sum(stored.readers), trend_2h: sum(stored.trend_2h), trend_6h: sum(stored.trend_6h),
    trend_1d: sum(stored.trend_1d), trend_3d: sum(stored.trend_3d), trend_14d: sum(stored.trend_14d)
  } AS before, {
    readers: sum(signals.readers), trend_2h: sum(signals.trend_2h), trend_6h: sum(signals.trend_6h),
    trend_1d: sum(signals.trend_1d), trend_3d: sum(signals.trend_3d), trend_14d: sum(signals.trend_14d)
  } AS after
