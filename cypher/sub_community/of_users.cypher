// The sub-communities that users are in.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column id: STRING
// column members: INTEGER
// column since: ZONED DATETIME
// column as_of: ZONED DATETIME
// column tag_ids: LIST OF STRING
UNWIND $ids AS user_id
MATCH (user:User {id: user_id})
MATCH (group:SubCommunity {id: user.sub_community})
RETURN user_id, group.id AS id, group.members AS members, group.since AS since, group.as_of AS as_of,
       group.tag_ids AS tag_ids
