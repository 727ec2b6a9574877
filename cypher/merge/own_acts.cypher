// Take back what the survivor voted and how they reacted on contents that are their own now: nobody does that.
// access: write
// param into_id: STRING
// param ids: LIST OF STRING
// column taken_back: INTEGER
UNWIND $ids AS id
CALL (id) {
  MATCH ()-[vote:VOTED {key: $into_id + '|' + id}]->(content:Content)
  RETURN vote AS act, content, 'vote_' + toLower(vote.value) + '_held' AS held
  UNION ALL
  MATCH ()-[reacted:REACTED]->(content:Content)
  WHERE reacted.key > $into_id + '|' + id + '|' AND reacted.key < $into_id + '|' + id + '|~'
  RETURN reacted AS act, content, toLower(reacted.kind) + '_held' AS held
}
SET content[held] = coalesce(content[held], 1) - 1
DELETE act
RETURN count(act) AS taken_back
