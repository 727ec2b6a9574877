// Everything that stands and earns members something, be it what they did or what others did to what they wrote: contents,
// votes and likes given here, imported votes and likes, and acceptances. Without what is taken down, and without those who are
// barred.
// access: read
// param ids: LIST OF STRING
// param now: ZONED DATETIME
// column user_id: STRING
// column act: STRING
// column actor_id: STRING
// column content_id: STRING
// column at: ZONED DATETIME
// column imported_id: STRING
UNWIND $ids AS id
MATCH (user:User {id: id})
WHERE user.points_barred IS NULL
CALL (user) {
  MATCH (user)-[wrote:AUTHORED]->(content:Content)
  WHERE NOT content:Lesson
  RETURN CASE WHEN content:Answer THEN 'ANSWER' WHEN content:Comment THEN 'COMMENT' ELSE 'PUBLISH' END AS act,
         user AS actor, content, wrote.at AS at, null AS imported_id
  UNION ALL
  MATCH (user)-[:AUTHORED]->(content:Content)<-[vote:VOTED]-(actor:User)
  RETURN 'VOTE_' + vote.value AS act, actor, content, vote.at AS at, null AS imported_id
  UNION ALL
  MATCH (user)-[:AUTHORED]->(content:Content)<-[liked:REACTED {kind: 'LIKE'}]-(actor:User)
  RETURN 'LIKE' AS act, actor, content, liked.at AS at, null AS imported_id
  UNION ALL
  MATCH (user)-[vote:VOTED {value: 'DOWN'}]->(content:Answer)
  RETURN 'VOTE_DOWN' AS act, user AS actor, content, vote.at AS at, null AS imported_id
  UNION ALL
  MATCH (user)-[:AUTHORED]->(content:Content)
  MATCH (event:ImportedVote {content_id: content.id})
  OPTIONAL MATCH (actor:User {id: event.user_id})
  RETURN event.type AS act, actor, content, event.occurred_at AS at, event.source + ':' + event.event_id AS imported_id
  UNION ALL
  MATCH (user)-[:AUTHORED]->(content:Answer)<-[taken:ACCEPTED]-(question:Question)
  OPTIONAL MATCH (actor:User)-[:AUTHORED]->(question)
  RETURN 'ACCEPT' AS act, actor, content, coalesce(taken.at, content.published_at) AS at, null AS imported_id
  UNION ALL
  MATCH (user)-[:AUTHORED]->(:Question)-[taken:ACCEPTED]->(content:Answer)
  RETURN 'ACCEPT' AS act, user AS actor, content, coalesce(taken.at, content.published_at) AS at, null AS imported_id
}
WITH user, act, actor, content, at, imported_id
WHERE at <= $now AND actor.points_barred IS NULL AND NOT content.visibility IN ['WITHDRAWN', 'HIDDEN', 'REMOVED']
RETURN user.id AS user_id, act, actor.id AS actor_id, content.id AS content_id, at, imported_id
