// Keep what contents are searched by.
// access: write
// param rows: LIST OF MAP
// column stored: INTEGER
UNWIND $rows AS row
MATCH (content:Content {id: row.id})
SET content.search_title = row.title, content.search_text = row.text, content.search_topics = row.topics,
    content.search_keys = row.keys
RETURN count(content) AS stored
