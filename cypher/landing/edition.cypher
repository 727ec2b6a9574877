// The latest edition of a list that was made by a moment, or the one made exactly then.
// access: read
// param list: STRING
// param at: ZONED DATETIME
// param exactly: BOOLEAN
// column made_at: ZONED DATETIME
// column ids: LIST OF STRING
MATCH (edition:Edition {list: $list})
WHERE edition.made_at <= $at
WITH edition ORDER BY edition.list DESC, edition.made_at DESC LIMIT 1
WHERE NOT $exactly OR edition.made_at = $at
RETURN edition.made_at AS made_at, edition.ids AS ids
