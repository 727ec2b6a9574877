// Those of some contents that a member wrote, that stand by themselves and that they may find, and the series each is part of.
// access: read
// audience: viewer
// param ids: LIST OF STRING
// param user_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column content_id: STRING
// column series_id: STRING
UNWIND $ids AS id
MATCH (content:Content {id: id})
WHERE content.visibility IN $audience AND content.published_at <= $now
  AND content:Standalone AND EXISTS { (content)<-[:AUTHORED]-(:User {id: $user_id}) }
RETURN id AS content_id, head([(content)-[:IN_SERIES]->(series:Series) | series.id]) AS series_id
