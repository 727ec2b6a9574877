// Versions of an area's norms, the newest first.
// access: read
// param area_id: STRING
// param limit: INTEGER
// column version: INTEGER
// column text: STRING
// column at: ZONED DATETIME
MATCH (norms:Norms {area_id: $area_id})
WHERE norms.version > 0
RETURN norms.version AS version, norms.text AS text, norms.at AS at
ORDER BY version DESC
LIMIT $limit
