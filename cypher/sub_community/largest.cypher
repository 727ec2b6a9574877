// Sub-communities, the largest first.
// access: read
// param before_members: INTEGER
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column members: INTEGER
// column since: ZONED DATETIME
// column as_of: ZONED DATETIME
// column tag_ids: LIST OF STRING
MATCH (group:SubCommunity)
WHERE group.members <= $before_members AND group.id > ''
  AND CASE group.members WHEN $before_members THEN group.id < $before_id ELSE true END
RETURN group.id AS id, group.members AS members, group.since AS since, group.as_of AS as_of, group.tag_ids AS tag_ids
ORDER BY group.members DESC, group.id DESC
LIMIT $limit
