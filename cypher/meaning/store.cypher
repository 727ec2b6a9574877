// Keep meanings, unless a content says something else by now, or was taken from its readers.
// Setting a label that is there already locks it until the commit.
// access: write
// param rows: LIST OF MAP
// column stored: INTEGER
UNWIND $rows AS row
MATCH (content:Content {id: row.id})
SET content:Content
WITH content, row
WHERE content.meaning_due = row.due
CALL (content, row) {
  WITH content, row
  WHERE row.vector IS NOT NULL
  CALL db.create.setNodeVectorProperty(content, 'meaning', row.vector)
}
SET content.meaning_of = row.due
REMOVE content.meaning_due
RETURN count(content) AS stored
