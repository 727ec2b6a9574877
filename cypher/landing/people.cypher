// Count who did something lately in each area with what isn't their own, and keep the number there.
// access: write
// scan: there are few areas, and all are counted
// param since: ZONED DATETIME
// param as_of: ZONED DATETIME
// column area_id: STRING
// column people: INTEGER
MATCH (area:Area)
CALL (area) {
  MATCH (content:Content)-[placed:IN_AREA]->(:Area)
  WHERE placed.area_id = area.id
  MATCH (content)<-[done:INTERACTED]-(user:User)
  WHERE done.last_at >= $since AND done.first_at < $as_of AND NOT EXISTS { (user)-[:AUTHORED]->(content) }
  RETURN count(DISTINCT user) AS people
}
SET area.people = people
RETURN area.id AS area_id, people
