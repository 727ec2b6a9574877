// The series of a member that the viewer may find, those begun last first.
// access: read
// audience: viewer
// param author_id: STRING
// param user_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column user_id: STRING
// column slug: STRING
// column title: STRING
// column description: STRING
// column created_at: ZONED DATETIME
// column updated_at: ZONED DATETIME
MATCH (series:Series)
WHERE series.user_id = $author_id AND series.id < $before_id
  AND (series.user_id = $user_id OR EXISTS {
    MATCH (series)<-[:IN_SERIES]-(content:Content)
    WHERE content.visibility IN $audience AND content.published_at <= $now
  })
RETURN series.id AS id, series.user_id AS user_id, series.slug AS slug, series.title AS title,
       series.description AS description, series.created_at AS created_at, series.updated_at AS updated_at
ORDER BY series.user_id DESC, series.id DESC
LIMIT $limit
