// Series that the viewer may find: their own, and those in which they may find something. In no particular order.
// access: read
// audience: viewer
// param ids: LIST OF STRING
// param user_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column id: STRING
// column user_id: STRING
// column slug: STRING
// column title: STRING
// column description: STRING
// column created_at: ZONED DATETIME
// column updated_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (series:Series {id: id})
WHERE series.user_id = $user_id OR EXISTS {
  MATCH (series)<-[:IN_SERIES]-(content:Content)
  WHERE content.visibility IN $audience AND content.published_at <= $now
}
RETURN series.id AS id, series.user_id AS user_id, series.slug AS slug, series.title AS title,
       series.description AS description, series.created_at AS created_at, series.updated_at AS updated_at
