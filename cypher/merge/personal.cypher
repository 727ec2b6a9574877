// Let the survivor's personal data hold, filled up with what a member left where it has nothing.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (old:UserPii {user_id: $from_id})
WITH old LIMIT $limit
MERGE (own:UserPii {user_id: $into_id})
SET own.email = coalesce(own.email, old.email), own.name = coalesce(own.name, old.name),
  own.address = coalesce(own.address, old.address), own.updated_at = coalesce(own.updated_at, old.updated_at)
DELETE old
RETURN {personal_data: count(*)} AS counts
