// Keep a version of an area's norms, unless it is kept already.
// access: write
// param area_id: STRING
// param version: INTEGER
// param text: STRING
// param at: ZONED DATETIME
MERGE (norms:Norms {area_id: $area_id, version: $version})
ON CREATE SET norms.text = $text, norms.at = $at
