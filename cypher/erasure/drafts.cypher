// Erase the drafts of a person.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (draft:Draft)
WHERE draft.user_id = $user_id AND draft.id > ''
WITH draft LIMIT $limit
WITH collect(draft) AS old
FOREACH (draft IN old | DELETE draft)
RETURN {drafts: size(old)} AS counts
