// Erase what a person has used of contents.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (used:Consumption)
WHERE used.user_id = $user_id AND used.content_id > ''
WITH used LIMIT $limit
WITH collect(used) AS old
FOREACH (used IN old | DELETE used)
RETURN {consumption: size(old)} AS counts
