// The drafts of a member, those begun last first.
// access: read
// param user_id: STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column user_id: STRING
// column version: INTEGER
// column kind: STRING
// column title: STRING
// column body: STRING
// column format: STRING
// column tags: LIST OF STRING
// column area: STRING
// column visibility: STRING
// column language: STRING
// column canonical_url: STRING
// column cross_post: BOOLEAN
// column course: STRING
// column details: STRING
// column publish_at: ZONED DATETIME
// column problem: STRING
// column updated_at: ZONED DATETIME
MATCH (draft:Draft)
WHERE draft.user_id = $user_id AND draft.id < $before_id
RETURN draft.id AS id, draft.user_id AS user_id, draft.version AS version, draft.kind AS kind, draft.title AS title,
       draft.body AS body, draft.format AS format, draft.tags AS tags, draft.area AS area,
       draft.visibility AS visibility, draft.language AS language, draft.canonical_url AS canonical_url,
       coalesce(draft.cross_post, false) AS cross_post, draft.course AS course,
       draft.details AS details, draft.publish_at AS publish_at, draft.problem AS problem, draft.updated_at AS updated_at
ORDER BY draft.user_id DESC, draft.id DESC
LIMIT $limit
