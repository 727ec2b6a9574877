// Keep lists as they are at a moment: a new edition of those whose order changed, or new scores on the latest edition.
// Editions are of one moment each, so a moment before the latest edition's takes all later ones away.
// access: write
// param rows: LIST OF MAP
// param at: ZONED DATETIME
UNWIND $rows AS row
OPTIONAL MATCH (later:Edition {list: row.list}) WHERE later.made_at > $at
WITH row, collect(later) AS wrong
FOREACH (edition IN wrong | DELETE edition)
MERGE (edition:Edition {list: row.list, made_at: coalesce(row.made_at, $at)})
SET edition.ids = row.ids, edition.scores = row.scores
