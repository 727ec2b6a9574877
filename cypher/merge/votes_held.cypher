// What a member votes on contents, as it stands.
// access: read
// param user_id: STRING
// param ids: LIST OF STRING
// column content_id: STRING
// column value: STRING
UNWIND $ids AS id
MATCH ()-[vote:VOTED {key: $user_id + '|' + id}]->()
RETURN id AS content_id, vote.value AS value
