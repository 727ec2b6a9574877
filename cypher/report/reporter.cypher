// What a report is judged by: the record of who makes it, and what it is about, if they may find that.
// access: read
// audience: viewer
// param reporter_id: STRING
// param target_id: STRING
// param since: ZONED DATETIME
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column joined_at: ZONED DATETIME
// column upheld: INTEGER
// column dismissed: INTEGER
// column today: INTEGER
// column exists: BOOLEAN
// column owner_id: STRING
// column area_id: STRING
MATCH (reporter:User {id: $reporter_id})
CALL (reporter) {
  OPTIONAL MATCH (report:Report)
  WHERE report.reporter_id = reporter.id AND report.at IS NOT NULL
  RETURN sum(CASE report.state WHEN 'UPHELD' THEN 1 ELSE 0 END) AS upheld,
         sum(CASE report.state WHEN 'DISMISSED' THEN 1 ELSE 0 END) AS dismissed,
         sum(CASE WHEN report.at > $since THEN 1 ELSE 0 END) AS today
}
OPTIONAL MATCH (member:User {id: $target_id})
OPTIONAL MATCH (content:Content {id: $target_id})
WHERE content.visibility IN $audience AND content.published_at <= $now
RETURN reporter.joined_at AS joined_at, upheld, dismissed, today,
       member IS NOT NULL OR content IS NOT NULL AS exists,
       coalesce(member.id, head([(content)<-[:AUTHORED]-(author:User) | author.id])) AS owner_id,
       head([(content)-[:IN_AREA]->(area:Area) | area.id]) AS area_id
