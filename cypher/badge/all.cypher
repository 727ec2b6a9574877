// All badges there are, in their order.
// access: read
// param after: STRING
// param limit: INTEGER
// column id: STRING
// column slug: STRING
// column level: INTEGER
// column name: STRING
// column description: STRING
// column kind: STRING
// column place: STRING
MATCH (badge:Badge)
WHERE badge.place > $after
RETURN badge.id AS id, badge.slug AS slug, badge.level AS level, badge.name AS name, badge.description AS description,
       badge.kind AS kind, badge.place AS place
ORDER BY place
LIMIT $limit
