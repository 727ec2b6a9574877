// Members whom no whole run has ranked, and who did something or wrote what others did something with since the last look;
// those without any influence come first.
// access: read
// param since: ZONED DATETIME
// param happened_from: ZONED DATETIME
// param as_of: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
CALL () {
  CALL () {
    MATCH (day:ContentDay) WHERE day.touched_at > $since
    RETURN day.content_id AS content_id
    UNION
    MATCH (event:Event) WHERE event.occurred_at >= $happened_from AND event.occurred_at < $as_of AND event.content_id IS NOT NULL
    RETURN event.content_id AS content_id
  }
  MATCH (:Content {id: content_id})<-[:AUTHORED]-(user:User)
  RETURN user
  UNION
  CALL () {
    MATCH (day:UserDay) WHERE day.touched_at > $since
    RETURN day.user_id AS user_id
    UNION
    MATCH (event:Event) WHERE event.occurred_at >= $happened_from AND event.occurred_at < $as_of AND event.user_id IS NOT NULL
    RETURN event.user_id AS user_id
  }
  MATCH (user:User {id: user_id})
  RETURN user
}
WITH user
WHERE user.influence IS NULL OR user.influence_stepped
RETURN user.id AS id
ORDER BY coalesce(user.influence_stepped, false), id
LIMIT $limit
