// Put contents into the sample, each with the views it stands for.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
UNWIND $rows AS row
MATCH (content:Content {id: row.id})
SET content.reach_at = $as_of, content.reach_views = row.views
