// Merges that aren't finished, the oldest first.
// access: read
// column id: STRING
// column from_id: STRING
// column into_id: STRING
// column first_entry: INTEGER
// column last_entry: INTEGER
// column barred: BOOLEAN
// column started_at: ZONED DATETIME
MATCH (former:Merged {state: 'RUNNING'})
RETURN former.merge_id AS id, former.user_id AS from_id, former.into_id AS into_id, former.first_entry AS first_entry,
       former.last_entry AS last_entry,
       coalesce(former.barred, false) AS barred, former.started_at AS started_at
ORDER BY started_at, id
