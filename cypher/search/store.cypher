// Keep what contents are searched by. A meaning stays while the content says what it says, else it is due again.
// access: write
// param rows: LIST OF MAP
// column stored: INTEGER
UNWIND $rows AS row
MATCH (content:Content {id: row.id})
SET content.search_title = row.title, content.search_text = row.text, content.search_topics = row.topics,
    content.search_keys = row.keys,
    content.meaning_due = CASE WHEN row.says = content.meaning_of THEN NULL ELSE row.says END
FOREACH (_ IN CASE WHEN content.meaning_of <> coalesce(row.says, '') THEN [1] ELSE [] END |
  REMOVE content.meaning, content.meaning_of)
RETURN count(content) AS stored
