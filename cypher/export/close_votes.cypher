// What a user said on closing and opening questions, read from the index on the key.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH ()-[judged:JUDGED]->(closing:Closing)
WHERE judged.key > $user_id + '|' + $after AND judged.key < $user_id + '|~'
RETURN substring(judged.key, size($user_id) + 1) AS key,
       judged {.act, .reason, .original_id, .note, .at, .decided, question_id: closing.question_id} AS row
ORDER BY judged.key
LIMIT $limit
