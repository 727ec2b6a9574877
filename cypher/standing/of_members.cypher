// What the standing of members in a place follows from. The place is an area, or that in which a content stands, or the
// community; where it has a ladder of its own, points count that were earned there. Null is nothing kept.
// access: read
// param ids: LIST OF STRING
// param area_id: STRING
// param content_id: STRING
// column user_id: STRING
// column joined_at: ZONED DATETIME
// column imported: BOOLEAN
// column members: INTEGER
// column time_zone: STRING
// column area_id: STRING
// column place: STRING
// column in_place: MAP
// column in_all: MAP
// column common: MAP
// column own: MAP
CALL () {
  MATCH (member:User)
  RETURN count(member) AS members
}
CALL () {
  OPTIONAL MATCH (:Content {id: $content_id})-[:REPLIES_TO|ANSWERS]->{0,101}(root:Content)
  WHERE NOT EXISTS { (root)-[:REPLIES_TO|ANSWERS]->() }
  RETURN head([(root)-[:IN_AREA]->(found:Area) | found.id]) AS found_id
  LIMIT 1
}
OPTIONAL MATCH (area:Area {id: coalesce($area_id, found_id)})
OPTIONAL MATCH (common:StandingRules {scope: 'all'})
OPTIONAL MATCH (own:StandingRules {scope: area.id})
OPTIONAL MATCH (book:PointBook {name: 'all'})
WITH members, area, common, own, coalesce(book.time_zone, 'UTC') AS time_zone,
     CASE WHEN own.points IS NULL THEN 'all' ELSE area.id END AS scope
UNWIND $ids AS id
MATCH (user:User {id: id})
OPTIONAL MATCH (here:Standing {user_id: id, scope: scope})
OPTIONAL MATCH (everywhere:Standing {user_id: id, scope: 'all'})
RETURN user.id AS user_id, user.joined_at AS joined_at, user.external_id IS NOT NULL AS imported, members, time_zone,
       area.id AS area_id, area.name AS place, here {.points, .moments, .rungs} AS in_place,
       everywhere {.points, .moments, .rungs} AS in_all, common {.*} AS common, own {.*} AS own
