// Which of these members are being merged with another.
// access: read
// param ids: LIST OF STRING
// column id: STRING
UNWIND $ids AS id
MATCH (former:Merged {into_id: id, state: 'RUNNING'})
RETURN DISTINCT id
