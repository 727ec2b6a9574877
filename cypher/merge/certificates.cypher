// Make the certificates of a member the survivor's; both of one course go on to hold, for both codes were handed out.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (old:Certificate)
WHERE old.user_id = $from_id AND old.id > ''
WITH old LIMIT $limit
OPTIONAL MATCH (own:Certificate {key: $into_id + '|' + old.course_id})
SET old.user_id = $into_id,
  old.key = CASE WHEN own IS NULL AND old.key IS NOT NULL THEN $into_id + '|' + old.course_id END
RETURN {certificates: count(*)} AS counts
