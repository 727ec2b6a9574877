// Take back that acts were observed which one person wouldn't have done: the event, and its place in the sums of its days and of its
// pair. Where the same act was observed before, the event is the earlier one from now on.
// access: write
// param rows: LIST OF MAP
// param kinds: LIST OF STRING
// param now: ZONED DATETIME
UNWIND $rows AS row
MATCH (event:Event {source: 'stoa', event_id: row.event_id})
DELETE event
WITH row
CALL (row) {
  MATCH (same:Event {source: 'stoa', event_id: row.same_id})
  SET same.occurred_at = row.kept_at
}
CALL (row) {
  MATCH (day:UserDay {user_id: row.user_id, date: row.day})
  SET day[row.kind] = day[row.kind] - 1, day.touched_at = $now
}
CALL (row) {
  MATCH (day:ContentDay {content_id: row.content_id, date: row.day})
  SET day[row.kind] = day[row.kind] - 1, day.touched_at = $now
}
CALL (row) {
  MATCH ()-[done:INTERACTED {key: row.key}]->()
  SET done[row.kind + '_count'] = done[row.kind + '_count'] - 1, done.interest = done.interest - row.interest
  FOREACH (_ IN CASE WHEN done[row.kind + '_count'] = 1 AND row.kept_at IS NOT NULL THEN [1] ELSE [] END |
    SET done[row.kind + '_first'] = row.kept_at, done[row.kind + '_last'] = row.kept_at)
  FOREACH (_ IN CASE WHEN done[row.kind + '_count'] < 1 THEN [1] ELSE [] END |
    SET done[row.kind + '_count'] = NULL, done[row.kind + '_first'] = NULL, done[row.kind + '_last'] = NULL)
  WITH done,
       [kind IN $kinds WHERE done[kind + '_first'] IS NOT NULL | done[kind + '_first']] AS firsts,
       [kind IN $kinds WHERE done[kind + '_last'] IS NOT NULL | done[kind + '_last']] AS lasts
  SET done.first_at = reduce(first = head(firsts), at IN firsts | CASE WHEN at < first THEN at ELSE first END),
      done.last_at = reduce(last = head(lasts), at IN lasts | CASE WHEN at > last THEN at ELSE last END)
  FOREACH (_ IN CASE WHEN firsts = [] THEN [1] ELSE [] END | DELETE done)
}
