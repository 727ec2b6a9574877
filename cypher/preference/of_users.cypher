// What users want more or less of, the latest wish first.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column target_id: STRING
// column name: STRING
// column weight: FLOAT
// column since: ZONED DATETIME
UNWIND $ids AS id
MATCH (user:User {id: id})-[wish:PREFERS]->(target:User|Tag|Area)
RETURN user.id AS user_id, target.id AS target_id, coalesce(target.name, target.handle) AS name, wish.weight AS weight,
       wish.since AS since
ORDER BY user_id, since DESC, target_id
