// The contents of the sample, each with the views it stands for and what targeting looks at.
// access: read
// param as_of: ZONED DATETIME
// column id: STRING
// column views: FLOAT
// column kind: STRING
// column language: STRING
// column area_id: STRING
// column tag_ids: LIST OF STRING
// column said: STRING
MATCH (content:Content {reach_at: $as_of})
WITH content, [(content)-[:TAGGED]->(tag:Tag) | tag] AS tags
RETURN content.id AS id, content.reach_views AS views, content.kind AS kind, content.language AS language,
       head([(content)-[:IN_AREA]->(area:Area) | area.id]) AS area_id, [tag IN tags | tag.id] AS tag_ids,
       content.title + ' ' + coalesce(content.excerpt, '') + reduce(said = '', tag IN tags | said + ' ' + tag.slug) AS said
