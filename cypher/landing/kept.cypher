// The latest editions of lists, with all that putting a list together goes by. What was taken from readers, or no longer
// belongs into the list, is left out.
// access: read
// param lists: LIST OF STRING
// param as_of: ZONED DATETIME
// column list: STRING
// column made_at: ZONED DATETIME
// column ids: LIST OF STRING
// column rows: LIST OF LIST OF ANY
UNWIND $lists AS list
CALL (list) {
  MATCH (edition:Edition {list: list})
  WHERE edition.made_at <= $as_of
  RETURN edition ORDER BY edition.list DESC, edition.made_at DESC LIMIT 1
}
CALL (edition) {
  WITH edition, split(edition.list, '|')[1] AS scope
  UNWIND range(0, size(edition.ids) - 1) AS place
  MATCH (content:Content {id: edition.ids[place]})
  WHERE content.visibility IN ['PUBLIC', 'MEMBERS', 'PAID']
  WITH content, edition.scores[place] AS score, scope, head([(content)-[:IN_AREA]->(area:Area) | area.id]) AS area_id
  WHERE scope IN ['all', content.kind, area_id]
  RETURN collect([content.id, head([(content)<-[:AUTHORED]-(user:User) | user.id]), area_id, score]) AS rows
}
RETURN list, edition.made_at AS made_at, edition.ids AS ids, rows
