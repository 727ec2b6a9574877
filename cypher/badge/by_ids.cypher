// Badges by their ids.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column slug: STRING
// column level: INTEGER
// column name: STRING
// column description: STRING
// column kind: STRING
// column place: STRING
UNWIND $ids AS id
MATCH (badge:Badge {id: id})
RETURN badge.id AS id, badge.slug AS slug, badge.level AS level, badge.name AS name, badge.description AS description,
       badge.kind AS kind, badge.place AS place
