// Store what is related to contents.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
UNWIND $rows AS row
MATCH (near:Neighbourhood {content_id: row.content_id})
SET near.related_ids = row.related_ids, near.related_scores = row.related_scores, near.refreshed_at = $as_of
