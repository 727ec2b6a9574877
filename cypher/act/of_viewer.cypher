// What a member did to contents and hasn't taken back.
// access: read
// param user_id: STRING
// param ids: LIST OF STRING
// column content_id: STRING
// column vote: STRING
UNWIND $ids AS id
OPTIONAL MATCH ()-[vote:VOTED {key: $user_id + '|' + id}]->()
RETURN id AS content_id, coalesce(vote.value, 'NONE') AS vote
