// Sub-communities by id.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column members: INTEGER
// column since: ZONED DATETIME
// column as_of: ZONED DATETIME
// column tag_ids: LIST OF STRING
UNWIND $ids AS id
MATCH (group:SubCommunity {id: id})
RETURN group.id AS id, group.members AS members, group.since AS since, group.as_of AS as_of, group.tag_ids AS tag_ids
