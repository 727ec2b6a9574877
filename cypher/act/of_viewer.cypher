// What a member did to contents and hasn't taken back.
// access: read
// param user_id: STRING
// param ids: LIST OF STRING
// column content_id: STRING
// column vote: STRING
// column reactions: LIST OF STRING
// column bookmarked: BOOLEAN
// column following: BOOLEAN
UNWIND $ids AS id
OPTIONAL MATCH ()-[vote:VOTED {key: $user_id + '|' + id}]->()
OPTIONAL MATCH ()-[kept:BOOKMARKED {key: $user_id + '|' + id}]->()
CALL (id) {
  OPTIONAL MATCH ()-[reacted:REACTED]->()
  WHERE reacted.key > $user_id + '|' + id + '|' AND reacted.key < $user_id + '|' + id + '|~'
  RETURN collect(reacted.kind) AS reactions
}
RETURN id AS content_id, coalesce(vote.value, 'NONE') AS vote, reactions, kept IS NOT NULL AS bookmarked,
       EXISTS { (:User {id: $user_id})-[:FOLLOWS]->(:Content {id: id}) } AS following
